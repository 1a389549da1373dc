package io.stockade.sandbox.settings;

import java.time.Duration;

/**
 * How long Lambda takes. Sources: docs.aws.amazon.com/lambda/latest/dg/functions-states.html and .../configuration-vpc.html:
 * a function in a VPC may be Pending for "several minutes", typically about one; of a function that is gone, "it may take
 * up to 20 minutes for Lambda to delete the attached Hyperplane ENI". People report 15 to 45
 * (github.com/hashicorp/terraform-provider-aws/issues/10044 and 10329).
 *
 * @param creation Pending to Active without a network
 * @param networking the same where interfaces are made, by a creation or an update
 * @param update of code or configuration, InProgress to Successful
 * @param release from the end of the last function that uses an interface to the interface's end
 * @param role from a role's creation to the instant at which Lambda can assume it; IAM promises only "eventually"
 *     (IAM user guide, "Changes that I make are not always immediately visible")
 */
public record FunctionDelays(Duration creation, Duration networking, Duration update, Duration release, Duration role) {

    /** What real AWS is like. */
    static FunctionDelays real() {
        return new FunctionDelays(
                Duration.ofSeconds(3),
                Duration.ofSeconds(60),
                Duration.ofSeconds(3),
                Duration.ofMinutes(20),
                Duration.ofSeconds(8));
    }
}
