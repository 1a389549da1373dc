package io.stockade.spec.generated;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import io.stockade.spec.StackSpec;
import io.stockade.status.StackStatus;

/** What the CRD is generated from. The Kubernetes front end has its own, which serves at run time. */
@Group("stockade.dev")
@Version("v1alpha1")
@Kind("SecureStack")
@Singular("securestack")
@Plural("securestacks")
@ShortNames({"stack", "stacks"})
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = SecureStackResource.CONDITION + "Ready')].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Drifted",
        jsonPath = SecureStackResource.CONDITION + "Drifted')].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Secrets",
        jsonPath = SecureStackResource.CONDITION + "SecretsCurrent')].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Checked",
        jsonPath = ".status.observation.time",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Region", jsonPath = ".spec.region", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Message",
        jsonPath = SecureStackResource.CONDITION + "Ready')].message",
        type = AdditionalPrinterColumn.Type.STRING)
final class SecureStackResource extends CustomResource<StackSpec, StackStatus> implements Namespaced {
    static final String CONDITION = ".status.conditions[?(@.type=='";
    private static final long serialVersionUID = 1L;
}
