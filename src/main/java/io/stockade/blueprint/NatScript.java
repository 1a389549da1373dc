package io.stockade.blueprint;

import io.stockade.net.Cidr;

/**
 * What a NAT instance runs at its first boot, on stock Amazon Linux 2023; running it again changes nothing.
 *
 * <p>Amazon Linux 2023 brings no packet filter tool, so nftables comes from the distribution's repositories. That
 * needs no NAT: the instance stands in a public subnet, on an interface with its own Elastic IP address and routes
 * straight to the internet gateway. What the script sets up survives a reboot without the network. The first packets
 * may have to wait for the address to be moved or a repository to answer, hence the loop, which ends only in success:
 * an instance that gave up would look healthy and carry nothing.
 */
final class NatScript {
    private NatScript() {}

    static String text(Cidr vpc) {
        return """
                #!/bin/bash
                # Makes this instance the NAT of its VPC. Safe to run again.
                set -euo pipefail

                cat >/etc/sysctl.d/90-stockade-nat.conf <<'CONF'
                net.ipv4.ip_forward = 1
                CONF
                sysctl -q -p /etc/sysctl.d/90-stockade-nat.conf

                until command -v nft >/dev/null || dnf install -y -q nftables; do
                  sleep 5
                done

                # What leaves the VPC leaves under this instance's own address.
                cat >/etc/sysconfig/nftables.conf <<'CONF'
                table ip stockade
                delete table ip stockade
                table ip stockade {
                  chain postrouting {
                    type nat hook postrouting priority 100; policy accept;
                    ip saddr @vpc@ ip daddr != @vpc@ masquerade
                  }
                }
                CONF
                systemctl enable nftables
                systemctl restart nftables
                """.replace("@vpc@", vpc.text());
    }
}
