/** The terminal's face: picocli commands that ask the engine and print what it says. */
package org.turnstone.cli;
