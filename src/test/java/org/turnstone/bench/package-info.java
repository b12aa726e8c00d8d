/** Measurements beside a peer in the same run, for docs/benchmarks.md; no tests. */
package org.turnstone.bench;
