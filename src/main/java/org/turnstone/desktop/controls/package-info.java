/** Small nodes that know nothing of migrations. */
package org.turnstone.desktop.controls;
