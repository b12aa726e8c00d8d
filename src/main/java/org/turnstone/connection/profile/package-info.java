/** Named connections: what is kept about them in a file, and how their passwords are obtained, which are not. */
package org.turnstone.connection.profile;
