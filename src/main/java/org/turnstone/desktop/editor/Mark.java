package org.turnstone.desktop.editor;

/** A place in a script that something is wrong with, counted from 1. */
public record Mark(int line, int column) {}
