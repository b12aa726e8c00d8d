/** Status, plan, migrate, dry run, revert and test: what both faces ask for, and the events and results they get. */
package org.turnstone.run;
