/** What a schema holds, read from the catalogs, and how two of them differ. */
package org.turnstone.schema;
