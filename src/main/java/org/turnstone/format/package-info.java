/** What the conventions of a migration tool have in common; one sub-package a tool knows its own. */
package org.turnstone.format;
