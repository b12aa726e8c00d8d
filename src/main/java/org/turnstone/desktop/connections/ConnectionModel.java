package org.turnstone.desktop.connections;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.turnstone.connection.Address;
import org.turnstone.connection.AddressWriter;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.ConnectionReport;
import org.turnstone.connection.Host;
import org.turnstone.connection.Limits;
import org.turnstone.connection.PasswordCheck;
import org.turnstone.connection.PercentEncoding;
import org.turnstone.connection.Redaction;
import org.turnstone.connection.Secret;
import org.turnstone.connection.SessionSetup;
import org.turnstone.connection.Target;
import org.turnstone.connection.TlsStatement;
import org.turnstone.connection.profile.Credentials;
import org.turnstone.connection.profile.Environment;
import org.turnstone.connection.profile.PasswordSource;
import org.turnstone.connection.profile.Profile;
import org.turnstone.connection.profile.ProfileProblem;
import org.turnstone.connection.profile.ProfileRules;
import org.turnstone.desktop.platform.Background;
import org.turnstone.desktop.platform.Messages;

/** One connection while somebody writes it: what it is, what is wrong with it, and whether it works. */
public final class ConnectionModel {
    /** What the dialog was opened for. */
    public enum Purpose {
        ADD,
        EDIT,
        PASTE
    }

    private static final int SHOWN_OF_PASSWORD = 6;

    private final Access access;
    private final Background background;
    private final Messages messages;
    private final AddressModel address = new AddressModel();
    private final StringProperty name = new SimpleStringProperty("");
    private final ObjectProperty<Environment> environment = new SimpleObjectProperty<>(Environment.LOCAL);
    private final ObjectProperty<SourceKind> source = new SimpleObjectProperty<>(SourceKind.ASK);
    private final StringProperty detail = new SimpleStringProperty("");
    private final StringProperty awsRegion = new SimpleStringProperty("");
    private final StringProperty awsProfile = new SimpleStringProperty("");
    private final StringProperty lockTimeout = new SimpleStringProperty("");
    private final StringProperty statementTimeout = new SimpleStringProperty("");
    private final StringProperty searchPath = new SimpleStringProperty("");
    private final StringProperty role = new SimpleStringProperty("");
    private final StringProperty note = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Purpose> purpose = new ReadOnlyObjectWrapper<>(Purpose.ADD);
    private final ReadOnlyObjectWrapper<Map<Field, String>> problems = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Finding> finding = new ReadOnlyObjectWrapper<>(Finding.NONE);
    private final ReadOnlyStringWrapper keychainMissing = new ReadOnlyStringWrapper();
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();
    private Profile before;
    private String suggestedName = "";
    private boolean environmentChosen;
    private boolean limitsChosen;
    private boolean filling;
    /** Counts tests, so that an answer nobody waits for any more is dropped. */
    private int question;

    public ConnectionModel(Access access, Background background, Messages messages) {
        this.access = access;
        this.background = background;
        this.messages = messages;
        address.onChange(this::addressChanged);
        for (StringProperty text :
                List.of(name, detail, awsRegion, awsProfile, lockTimeout, statementTimeout, searchPath, role, note)) {
            text.addListener((property, old, now) -> check());
        }
        lockTimeout.addListener((property, old, now) -> limitsChosen = limitsChosen || !filling);
        source.addListener((property, old, now) -> check());
        environment.addListener((property, old, now) -> environmentChanged(now));
    }

    // Properties

    public AddressModel address() {
        return address;
    }

    public StringProperty nameProperty() {
        return name;
    }

    public ObjectProperty<Environment> environmentProperty() {
        return environment;
    }

    public ObjectProperty<SourceKind> sourceProperty() {
        return source;
    }

    /** The source's own particular: a variable's name, a command line, or a secret's name. */
    public StringProperty detailProperty() {
        return detail;
    }

    public StringProperty awsRegionProperty() {
        return awsRegion;
    }

    public StringProperty awsProfileProperty() {
        return awsProfile;
    }

    public StringProperty lockTimeoutProperty() {
        return lockTimeout;
    }

    public StringProperty statementTimeoutProperty() {
        return statementTimeout;
    }

    /** Schemas with commas between them. */
    public StringProperty searchPathProperty() {
        return searchPath;
    }

    public StringProperty roleProperty() {
        return role;
    }

    public StringProperty noteProperty() {
        return note;
    }

    public ReadOnlyObjectProperty<Purpose> purposeProperty() {
        return purpose.getReadOnlyProperty();
    }

    /** What is wrong, in a sentence for each field; in the order of the fields. */
    public ReadOnlyObjectProperty<Map<Field, String>> problemsProperty() {
        return problems.getReadOnlyProperty();
    }

    /** Changes with everything that somebody changes. */
    public ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** What the last test came to; nothing once something was changed. */
    public ReadOnlyObjectProperty<Finding> findingProperty() {
        return finding.getReadOnlyProperty();
    }

    /** Why there is no system keychain here, in half a sentence; null where there is one. */
    public ReadOnlyStringProperty keychainMissingProperty() {
        return keychainMissing.getReadOnlyProperty();
    }

    // Commands

    /** Begins a new connection, from a text that may be an address or nothing. */
    public void begin(Purpose wanted, String text) {
        fill(() -> {
            before = null;
            purpose.set(wanted);
            name.set("");
            suggestedName = "";
            environmentChosen = false;
            limitsChosen = false;
            environment.set(Environment.LOCAL);
            detail.set("");
            awsRegion.set("");
            awsProfile.set("");
            show(new Limits(Environment.LOCAL.lockTimeout(), Duration.ZERO));
            show(SessionSetup.NONE);
            note.set("");
            askKeychain();
            source.set(keychainMissing.get() == null ? SourceKind.KEYCHAIN : SourceKind.SESSION);
            address.clear();
        });
        if (!text.isBlank()) {
            address.read(text);
            address.settle();
        }
        check();
    }

    /** Begins with a profile as it is kept. */
    public void edit(Profile profile) {
        fill(() -> {
            before = profile;
            purpose.set(Purpose.EDIT);
            environmentChosen = true;
            limitsChosen = true;
            name.set(profile.name());
            environment.set(profile.environment());
            show(profile.limits());
            show(profile.setup());
            note.set(profile.note());
            askKeychain();
            show(profile.password());
            address.show(profile.address(), profile.tls());
        });
        check();
    }

    /** Forgets the password, and drops the answer to a test that is going on. */
    public void end() {
        question++;
        fill(address::clear);
        finding.set(Finding.NONE);
    }

    /** Why it cannot be saved, in a sentence; null when it can. */
    public String blocked() {
        return problems.get().isEmpty()
                ? null
                : problems.get().values().iterator().next();
    }

    /** The profile that was there before; null for a new one. */
    public Profile before() {
        return before;
    }

    /** The profile as it is written; only while nothing is wrong. */
    public Profile profile() {
        Address where = source.get().bringsAddress() ? address.incomplete() : address.address();
        return new Profile(
                name.get(), where, passwordSource(), environment.get(), address.tls(), limits(), setup(), note.get());
    }

    /** The password somebody typed; null for none. */
    public Secret typedPassword() {
        String typed = address.passwordProperty().get();
        return typed.isEmpty() || !source.get().isTyped() ? null : new Secret(typed);
    }

    /** Tries the connection and says what came of it. */
    public void test() {
        if (!canTest()) {
            return;
        }
        int asked = ++question;
        Profile profile = profile();
        Secret typed = typedPassword();
        finding.set(Finding.running(messages.text("test.running", address.firstHost())));
        background.read(
                "test-connection",
                () -> tried(profile, typed),
                report -> answer(asked, Finding.of(report)),
                failure -> answer(asked, failed(failure, typed)));
    }

    /** Whether there is enough to try: everything but the name. */
    public boolean canTest() {
        return problems.get().keySet().stream().allMatch(field -> field == Field.NAME);
    }

    /** Says why it could not be kept. */
    public void refuse(String sentence) {
        finding.set(Finding.bad(sentence));
    }

    // What is derived

    /** The password as a URL has it. */
    public String encoded() {
        return PercentEncoding.encode(address.passwordProperty().get());
    }

    /** The line for an .env file, password and all; empty while there is no address. */
    public String environmentLine() {
        Address whole = address.address();
        return whole == null ? "" : "DATABASE_URL=" + AddressWriter.url(whole);
    }

    /** That line with only the beginning of the password, or nothing of it. */
    public String environmentLineShown(boolean passwordShown) {
        String encoded = encoded();
        String begun = encoded.length() > SHOWN_OF_PASSWORD ? encoded.substring(0, SHOWN_OF_PASSWORD) + "…" : encoded;
        return environmentLine().replaceFirst(":[^:@/]*@", ":" + (passwordShown ? begun : AddressModel.MASK) + "@");
    }

    /** What is known to go wrong with this password elsewhere. */
    public List<String> passwordWarnings() {
        return PasswordCheck.of(address.passwordProperty().get());
    }

    /** What is encrypted and verified, in a sentence. */
    public String tlsStatement() {
        return TlsStatement.of(address.tls(), address.firstHost());
    }

    /** What to choose instead; empty where it is as good as it should be. */
    public Optional<String> tlsSuggestion() {
        return TlsStatement.suggestion(address.tls(), address.firstHost());
    }

    private ConnectionReport tried(Profile profile, Secret typed) throws ConnectionFailure, ProfileProblem {
        if (typed != null) {
            return access.tester().test(profile.target(Credentials.of(typed)));
        }
        try {
            // Nobody is asked while the dialog has a field for the password: the server may let us in without.
            return access.secrets()
                    .connecting(
                            profile,
                            // An empty password must not end up in the keychain.
                            (asking, why) -> profile.password() instanceof PasswordSource.Keychain
                                    ? Optional.empty()
                                    : Optional.of(new Secret("")),
                            target -> access.tester().test(withoutEmpty(target)));
        } finally {
            if (profile.password() instanceof PasswordSource.KeptForSession) {
                forgetEmpty(profile);
            }
        }
    }

    /** An empty password was never typed, and must not be remembered as if it had been. */
    private void forgetEmpty(Profile profile) throws ProfileProblem {
        Credentials held = access.secrets().obtain(profile, (asking, why) -> Optional.of(new Secret("")));
        if (held.password().reveal().isEmpty()) {
            access.secrets().refused(profile);
        }
    }

    private static Target withoutEmpty(Target target) {
        Secret password = target.address().password();
        return password == null || !password.reveal().isEmpty()
                ? target
                : new Target(target.name(), target.address().withPassword(null), target.limits(), target.setup());
    }

    private void answer(int asked, Finding found) {
        if (asked == question) {
            finding.set(found);
        }
    }

    private Finding failed(Exception failure, Secret typed) {
        String sentence = Redaction.of(typed).apply(String.valueOf(failure.getMessage()));
        return Finding.bad(messages.text(Finding.kind(failure)) + " " + sentence);
    }

    private void addressChanged() {
        if (!filling) {
            suggest();
        }
        check();
    }

    /** Fills in a name and an environment until somebody chose them. */
    private void suggest() {
        String host = address.hostProperty().get();
        String database = address.databaseProperty().get();
        if (host.isBlank()) {
            return;
        }
        if (name.get().equals(suggestedName) && purpose.get() != Purpose.EDIT) {
            suggestedName = database.isBlank() ? "" : database + "@" + address.firstHost();
            name.set(suggestedName);
        }
        if (!environmentChosen) {
            environment.set(Environment.suggestedFor(
                    new Address(address.firstHost(), Host.DEFAULT_PORT, database, "", null, Map.of())));
            environmentChosen = false;
        }
    }

    private void environmentChanged(Environment now) {
        environmentChosen = !filling;
        if (!limitsChosen && now != null) {
            lockTimeout.set(TimeWords.of(now.lockTimeout()));
            limitsChosen = false;
        }
        check();
    }

    private void check() {
        if (filling) {
            return;
        }
        question++;
        finding.set(Finding.NONE);
        Map<Field, String> found = new EnumMap<>(Field.class);
        try {
            ProfileRules.checkName(name.get());
        } catch (ProfileProblem e) {
            found.put(Field.NAME, name.get().isBlank() ? messages.text("problem.name.missing") : e.getMessage());
        }
        if (address.problemProperty().get() != null) {
            found.put(Field.URL, address.problemProperty().get());
        }
        address.problems().forEach((field, key) -> {
            if (!key.endsWith(".missing") || !source.get().bringsAddress()) {
                found.put(field, messages.text(key));
            }
        });
        if (source.get() == SourceKind.KEYCHAIN && keychainMissing.get() != null) {
            found.put(Field.SOURCE, messages.text("problem.keychain", keychainMissing.get()));
        }
        if (!source.get().isTyped()
                && source.get() != SourceKind.PGPASS
                && detail.get().isBlank()) {
            found.put(Field.DETAIL, messages.text("problem.detail." + source.get()));
        }
        time(Field.LOCK_TIMEOUT, lockTimeout, found);
        time(Field.STATEMENT_TIMEOUT, statementTimeout, found);
        if (found.isEmpty()) {
            try {
                ProfileRules.check(profile());
            } catch (ProfileProblem e) {
                found.put(Field.HOST, e.getMessage());
            }
        }
        problems.set(found);
        changes.set(changes.get() + 1);
    }

    private void time(Field field, StringProperty text, Map<Field, String> found) {
        if (TimeWords.read(text.get()).isEmpty()) {
            found.put(field, messages.text("problem.time"));
        }
    }

    private void fill(Runnable work) {
        filling = true;
        work.run();
        filling = false;
    }

    private void askKeychain() {
        keychainMissing.set(access.secrets().keychain().missing().orElse(null));
    }

    private void show(Limits limits) {
        lockTimeout.set(TimeWords.of(limits.lockTimeout()));
        statementTimeout.set(TimeWords.of(limits.statementTimeout()));
    }

    private void show(SessionSetup setup) {
        searchPath.set(String.join(", ", setup.searchPath()));
        role.set(setup.role());
    }

    private void show(PasswordSource kept) {
        source.set(SourceKind.of(kept));
        detail.set(
                switch (kept) {
                    case PasswordSource.EnvironmentVariable(String variable) -> variable;
                    case PasswordSource.Command(String line) -> line;
                    case PasswordSource.AwsSecret secret -> secret.secretId();
                    default -> "";
                });
        boolean aws = kept instanceof PasswordSource.AwsSecret;
        awsRegion.set(aws ? ((PasswordSource.AwsSecret) kept).region() : "");
        awsProfile.set(aws ? ((PasswordSource.AwsSecret) kept).profile() : "");
    }

    private PasswordSource passwordSource() {
        return switch (source.get()) {
            case ASK -> new PasswordSource.AskEachTime();
            case SESSION -> new PasswordSource.KeptForSession();
            case KEYCHAIN -> new PasswordSource.Keychain();
            case PGPASS -> new PasswordSource.PgPass();
            case ENVIRONMENT ->
                new PasswordSource.EnvironmentVariable(detail.get().strip());
            case COMMAND -> new PasswordSource.Command(detail.get().strip());
            case AWS ->
                new PasswordSource.AwsSecret(
                        detail.get().strip(),
                        awsRegion.get().strip(),
                        awsProfile.get().strip());
        };
    }

    private Limits limits() {
        return new Limits(
                TimeWords.read(lockTimeout.get()).orElseThrow(),
                TimeWords.read(statementTimeout.get()).orElseThrow());
    }

    private SessionSetup setup() {
        List<String> schemas = Arrays.stream(searchPath.get().split(","))
                .map(String::strip)
                .filter(schema -> !schema.isEmpty())
                .toList();
        return new SessionSetup(schemas, role.get().strip());
    }
}
