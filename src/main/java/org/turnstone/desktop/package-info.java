/** The desktop's face. */
package org.turnstone.desktop;
