/** The desktop's face: one sub-package a screen area, each with a view that draws and a model that knows. */
package org.turnstone.desktop;
