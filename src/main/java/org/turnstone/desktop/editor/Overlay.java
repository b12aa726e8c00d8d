package org.turnstone.desktop.editor;

/** A part of the text that looks different for another reason than what it is: it is wrong, was found, belongs together. */
record Overlay(int begin, int end, String style) {}
