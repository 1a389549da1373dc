package io.stockade.spec.rules;

import io.stockade.schedule.RotationWindow;
import io.stockade.schedule.Schedule;
import io.stockade.spec.RotationLambdaSpec;
import io.stockade.spec.RotationSpec;
import io.stockade.spec.SecretSpec;
import io.stockade.spec.SpecProblem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A rotation has a schedule that AWS takes, and somebody who carries it out. */
final class RotationRules implements Rule {
    @Override
    public List<String> reads() {
        return List.of("spec.region");
    }

    @Override
    public void check(Subject subject, Consumer<SpecProblem> problems) {
        Place place = Place.of(subject.stack());
        Secrets.each(subject, (secretPath, secret) -> {
            RotationSpec rotation = secret.rotation();
            if (rotation == null) {
                return;
            }
            String path = secretPath + ".rotation";
            checkWhen(path, rotation, problems);
            switch (rotation.strategyOrDefault()) {
                case GENERATED -> checkGenerated(path, secret, rotation, problems);
                case LAMBDA -> checkLambda(path, rotation, problems);
            }
            if (rotation.hooks() != null) {
                checkFunction(path + ".hooks.functionArn", rotation.hooks().functionArn(), place, problems);
            }
            RotationLambdaSpec lambda = rotation.lambda();
            if (lambda != null && lambda.functionArn() != null) {
                checkFunction(path + ".lambda.functionArn", lambda.functionArn(), place, problems);
            }
        });
    }

    private static void checkWhen(String path, RotationSpec rotation, Consumer<SpecProblem> problems) {
        String schedule = rotation.schedule();
        String every = rotation.every();
        if ((schedule == null) == (every == null)) {
            problems.accept(SpecProblem.error(path, schedule == null ? "never comes" : "has a schedule and every")
                    .expecting("exactly one of schedule, every"));
        }
        Optional<Schedule> exact = Schedules.parse(path + ".schedule", schedule, Schedule::parse, problems);
        Optional<Schedule> rate = Schedules.parse(path + ".every", every, Schedule::every, problems);
        String at = path + ".window";
        Schedules.parse(at, rotation.window(), RotationWindow::parse, problems)
                .flatMap(window -> exact.or(() -> rate).flatMap(window::problem))
                .ifPresent(problem ->
                        problems.accept(SpecProblem.error(at, problem.problem()).expecting(problem.expected())));
    }

    private static void checkGenerated(
            String path, SecretSpec secret, RotationSpec rotation, Consumer<SpecProblem> problems) {
        if (rotation.lambda() != null) {
            problems.accept(SpecProblem.error(path + ".lambda", "means nothing for strategy Generated")
                    .expecting("hooks, or strategy Lambda"));
        }
        if (secret.value().external() != null) {
            problems.accept(SpecProblem.error(path, "can't be Generated: Stockade never writes an external value")
                    .expecting("strategy Lambda, or no rotation"));
        }
        if (secret.value().database() != null && rotation.hooks() == null) {
            problems.accept(SpecProblem.error(path, "would change the password here and not in the database")
                    .expecting("strategy Lambda, or hooks that take it there"));
        }
    }

    private static void checkLambda(String path, RotationSpec rotation, Consumer<SpecProblem> problems) {
        if (rotation.hooks() != null) {
            problems.accept(SpecProblem.error(path + ".hooks", "means nothing for strategy Lambda")
                    .expecting("lambda, or strategy Generated"));
        }
        RotationLambdaSpec lambda = rotation.lambda();
        if (lambda == null) {
            problems.accept(SpecProblem.error(path + ".lambda", "is required for strategy Lambda")
                    .expecting("functionArn, or code"));
            return;
        }
        if ((lambda.functionArn() == null) == (lambda.code() == null)) {
            String message = lambda.code() == null ? "names no function" : "names two functions";
            problems.accept(SpecProblem.error(path + ".lambda", message).expecting("exactly one of functionArn, code"));
        }
    }

    private static void checkFunction(String path, String arn, Place place, Consumer<SpecProblem> problems) {
        place.checkPartition(path, Arn.of(arn), problems);
        place.checkRegion(path, Arn.of(arn), problems);
    }
}
