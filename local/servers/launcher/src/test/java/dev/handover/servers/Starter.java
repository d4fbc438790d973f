package dev.handover.servers;

/// A process that starts a server, tells the server's pid and address, and waits to be killed.
final class Starter {
    private Starter() {}

    public static void main(String[] args) throws Exception {
        JavaServer.Started started = JavaServer.valueOf(args[0]).own();
        System.out.println(started.server().pid() + " " + started.address());
        System.in.read();
    }
}
