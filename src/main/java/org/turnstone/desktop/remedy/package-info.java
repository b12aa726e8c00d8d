/** Ways out of a bad state: what a remedy would write is shown before it is written. */
package org.turnstone.desktop.remedy;
