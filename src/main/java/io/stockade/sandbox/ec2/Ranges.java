package io.stockade.sandbox.ec2;

import io.stockade.net.Cidr;
import io.stockade.sandbox.service.AwsError;
import java.util.Locale;
import java.util.Set;

/** Address ranges as EC2 takes them, and single addresses in them. */
final class Ranges {
    /** The first four addresses of a subnet and its last are AWS's (VPC user guide, "Subnet sizing"). */
    private static final int RESERVED_FIRST = 4;

    private Ranges() {}

    static Cidr parse(String parameter, String text) {
        return Cidr.find(text == null ? "" : text)
                .orElseThrow(() -> AwsError.invalidParameter("Value (" + text + ") for parameter " + parameter
                        + " is invalid. This is not a valid CIDR block."));
    }

    static long size(Cidr range) {
        return 1L << (32 - range.prefixLength());
    }

    /** The address so many places after the range's first. */
    static String address(Cidr range, long index) {
        long number = first(range) + index;
        return String.format(
                Locale.ROOT,
                "%d.%d.%d.%d",
                number >>> 24 & 0xff,
                number >>> 16 & 0xff,
                number >>> 8 & 0xff,
                number & 0xff);
    }

    /** The first address of a subnet that nobody has. */
    static String firstFree(Cidr subnet, Set<String> taken) {
        for (long index = RESERVED_FIRST; index < size(subnet) - 1; index++) {
            String address = address(subnet, index);
            if (!taken.contains(address)) {
                return address;
            }
        }
        throw AwsError.of(
                "InsufficientFreeAddressesInSubnet",
                "There are not enough free addresses in subnet " + subnet + " to satisfy the requested number.");
    }

    /** Whether AWS keeps an address of a subnet for itself. */
    static boolean reserved(Cidr subnet, String address) {
        long index = first(new Cidr(address + "/32")) - first(subnet);
        return index < RESERVED_FIRST || index == size(subnet) - 1;
    }

    static int usable(Cidr subnet) {
        return (int) size(subnet) - RESERVED_FIRST - 1;
    }

    private static long first(Cidr range) {
        long number = 0;
        for (String part : range.text().substring(0, range.text().indexOf('/')).split("\\.")) {
            number = number << 8 | Long.parseLong(part);
        }
        return number;
    }
}
