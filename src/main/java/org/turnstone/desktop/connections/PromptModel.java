package org.turnstone.desktop.connections;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.turnstone.connection.Secret;
import org.turnstone.connection.profile.Profile;
import org.turnstone.connection.profile.Prompter;
import org.turnstone.desktop.platform.FxThread;

/** Asks whoever sits before the window for a password, on behalf of a thread that waits for the answer. */
public final class PromptModel implements Prompter {
    /**
     * What is asked.
     *
     * @param why a sentence beside the field; may be empty
     */
    public record Question(Profile profile, String why, CompletableFuture<Optional<Answer>> answer) {}

    /**
     * What was typed.
     *
     * @param keep whether to keep it until Turnstone ends
     */
    public record Answer(Secret password, boolean keep) {}

    /** Told what to keep. */
    public interface Keeper {
        void keep(Profile profile, Secret password);
    }

    private final FxThread fx;
    private final ReadOnlyObjectWrapper<Question> question = new ReadOnlyObjectWrapper<>();
    private Keeper keeper = (profile, password) -> {};

    public PromptModel(FxThread fx) {
        this.fx = fx;
    }

    /** What is asked now; null when nothing is. */
    public ReadOnlyObjectProperty<Question> questionProperty() {
        return question.getReadOnlyProperty();
    }

    void onKeep(Keeper wanted) {
        keeper = wanted;
    }

    @Override
    public Optional<Secret> ask(Profile profile, String why) {
        var asked = new Question(profile, why, new CompletableFuture<>());
        fx.later(() -> {
            withdraw();
            question.set(asked);
        });
        Optional<Answer> answer = asked.answer().join();
        answer.filter(Answer::keep).ifPresent(given -> keeper.keep(profile, given.password()));
        return answer.map(Answer::password);
    }

    public void answer(String password, boolean keep) {
        end(Optional.of(new Answer(new Secret(password), keep)));
    }

    /** Nobody wants to type it. */
    public void withdraw() {
        end(Optional.empty());
    }

    private void end(Optional<Answer> answer) {
        Question asked = question.get();
        if (asked != null) {
            question.set(null);
            asked.answer().complete(answer);
        }
    }
}
