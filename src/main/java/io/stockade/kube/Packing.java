package io.stockade.kube;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Makes a small text of the JSON of a memory: deflated (RFC 1950, which has a checksum), then in Base64 without padding. */
final class Packing {
    /**
     * What most memories have in them, the commonest last, so that none of it takes room. Never to be changed: what was
     * packed with it can't be unpacked with another.
     */
    private static final byte[] WORDS = ("\"schedule\":null,\"since\":\"\"served\":null,\"flight\":null,\"handled\":[],"
                    + "\"failure\":null,\"rotated\":\"\"noted\":\"AutoScalingGroup/nat-LaunchTemplate/nat-Function/rotate-"
                    + "SecretRotation/Secret/ManagedPolicy/readersManagedPolicy/writersRole/nat-InstanceProfile/nat-"
                    + "AddressAssociation/nat-instance-ElasticIp/nat-instance-eipalloc-0NetworkInterface/nat-eni-0"
                    + "NatGateway/nat-nat-0DefaultSecurityGroup/defaultMainRouteTable/mainInternetGateway/internetigw-0"
                    + "GatewayAttachment/internetGatewayEndpoint/s3GatewayEndpoint/dynamodbVpc/vpcvpc-0"
                    + "InterfaceEndpoint/vpce-0SecurityGroup/sg-0SecurityGroupRule/in:tcp:443-443:cidr:0.0.0.0/0"
                    + "out:group:RouteTableAssociation/Route/:0.0.0.0/0RouteTable/rtb-0Subnet/isolated-private-public-"
                    + "subnet-0lt-0stockade-arn:aws:iam::policy/arn:aws:lambda:function:arn:aws:secretsmanager:secret:/"
                    + "{\"format\":1,\"version\":1,\"memory\":{\"format\":1,\"uid\":\"\"pins\":{\"account\":\"\",\"region\":\"eu-west-1\","
                    + "\"environment\":\"\",\"cidr\":\"10.0.0.0/16\"},\"addressPlan\":{\"vpc\":\"10.0.0/16\",\"zoneIds\":["
                    + "\"euw1-az1\",\"euw1-az2\",\"euw1-az3\"],\"natZone\":\"euw1-az1\",\"zoneSlots\":{\"euw1-az1\":0,"
                    + "\"euw1-az2\":1,\"euw1-az3\":2},\"tierSlots\":{\"isolated\":2,\"private\":1,\"public\":0},\"subnets\":{"
                    + "-euw1-az1\":\"10.0.64.0/22\",\"}},\"doubts\":{},\"firstReady\":\"\"secrets\":{}}}\"resources\":{"
                    + "\"nonce\":\"begun\":\"2026-requestDigest\":\"\"}},\"{\"incarnation\":1,\"id\":null,\"intent\":null,"
                    + "\"appliedDigest\":null},{\"incarnation\":1,\"id\":\"\"intent\":null,\"appliedDigest\":\"")
            .getBytes(StandardCharsets.UTF_8);

    /** What nobody of ours ever wrote isn't unpacked to its end. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private static final int STEP = 8192;

    private Packing() {}

    static String pack(byte[] json) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setDictionary(WORDS);
            deflater.setInput(json);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] step = new byte[STEP];
            while (!deflater.finished()) {
                packed.write(step, 0, deflater.deflate(step));
            }
            return Base64.getEncoder().withoutPadding().encodeToString(packed.toByteArray());
        } finally {
            deflater.end();
        }
    }

    /** @throws IOException if it is nothing that was packed, or not all of it */
    static byte[] unpack(String text) throws IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(Base64.getDecoder().decode(text));
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            byte[] step = new byte[STEP];
            while (!inflater.finished() && json.size() < MOST_BYTES) {
                int count = inflater.inflate(step);
                json.write(step, 0, count);
                if (inflater.needsDictionary()) {
                    inflater.setDictionary(WORDS);
                } else if (count == 0 && !inflater.finished()) {
                    throw new IOException("it is cut short");
                }
            }
            return json.toByteArray();
        } catch (DataFormatException | IllegalArgumentException other) {
            throw new IOException("it is nothing that this release packs", other);
        } finally {
            inflater.end();
        }
    }
}
