package org.turnstone.desktop.connections;

import org.turnstone.connection.profile.ProfileStore;
import org.turnstone.connection.profile.Secrets;

/** What connections need of the world: where profiles are kept, where passwords come from, and a way to try them. */
public record Access(ProfileStore store, Secrets secrets, ConnectionTester tester) {}
