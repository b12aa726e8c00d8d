package org.turnstone;

public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("turnstone on Java " + System.getProperty("java.version"));
    }
}
