/** Results as documents. */
package org.turnstone.report;
