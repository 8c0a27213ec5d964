package io.juvloop.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.internal.core.Features;
import io.juvloop.testing.Reaped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Information about the process and the machine, against the JDK's and `/proc`.
class HostTest {
    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(Reaped.exit(process)).isZero();
        return text;
    }

    @Test
    void interfacesAreThoseOfTheJdk() throws IOException {
        Set<String> theirs = NetworkInterface.networkInterfaces()
                .filter(HostTest::isUp)
                .flatMap(one -> one.getInterfaceAddresses().stream()
                        .map(address -> one.getName() + " " + bytes(address.getAddress()) + "/"
                                + address.getNetworkPrefixLength()))
                .collect(Collectors.toSet());
        assertThat(Host.interfaces().stream()
                        .map(one -> one.name() + " " + bytes(one.address()) + "/" + prefix(one.netmask()))
                        .collect(Collectors.toSet()))
                .isEqualTo(theirs);
        for (var one : Host.interfaces()) {
            NetworkInterface same = NetworkInterface.getByName(one.name());
            assertThat(one.isInternal()).isEqualTo(same.isLoopback());
            byte[] hardware = same.getHardwareAddress();
            assertThat(one.hardwareAddress())
                    .isEqualTo(HexFormat.ofDelimiter(":").formatHex(hardware == null ? new byte[6] : hardware));
        }
    }

    private static boolean isUp(NetworkInterface one) {
        try {
            return one.isUp();
        } catch (IOException unknown) {
            throw new UncheckedIOException(unknown);
        }
    }

    private static String bytes(InetAddress address) {
        return HexFormat.of().formatHex(address.getAddress());
    }

    private static int prefix(InetAddress mask) {
        int bits = 0;
        for (byte part : mask.getAddress()) {
            bits += Integer.bitCount(part & 0xff);
        }
        return bits;
    }

    @Test
    void processorsAreThoseOfTheJdk() {
        List<CpuInfo> cpus = Host.cpus();
        assertThat(cpus).isNotEmpty().allSatisfy(cpu -> {
            assertThat(cpu.idle().plus(cpu.user())).isPositive();
            assertThat(cpu.model()).isNotNull();
        });
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void figuresAreThoseOfProc() throws IOException {
        String[] load = Files.readString(Path.of("/proc/loadavg")).split(" ", -1);
        assertThat(Host.loadAverage().fifteenMinutes()).isCloseTo(Double.parseDouble(load[2]), within(1.0));
        double uptime =
                Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", -1)[0]);
        assertThat((double) Host.uptime().toSeconds()).isCloseTo(uptime, within(10.0));
        assertThat(Host.cpus()).hasSizeGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
        long kilobytes = figure("/proc/self/status", "VmRSS");
        assertThat(Host.residentSet() / 1024).isCloseTo(kilobytes, within(kilobytes / 2));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void memoryIsThatOfProc() throws IOException {
        long total = 1024 * figure("/proc/meminfo", "MemTotal");
        assertThat(Host.totalMemory()).isEqualTo(total);
        assertThat(Host.freeMemory()).isPositive().isLessThan(total);
        long limit = Host.constrainedMemory();
        assertThat(limit == 0 || Long.compareUnsigned(limit, Host.residentSet()) > 0)
                .as("a limit of %s", limit)
                .isTrue();
    }

    private static long figure(String file, String key) throws IOException {
        String line = Files.readAllLines(Path.of(file)).stream()
                .filter(candidate -> candidate.startsWith(key + ":"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", ""));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void namesAreThoseOfTheSystem() throws IOException, InterruptedException {
        assertThat(Host.hostname()).isEqualTo(output("uname", "-n"));
        assertThat(Host.systemName())
                .isEqualTo(new SystemName(
                        output("uname", "-s"), output("uname", "-r"), output("uname", "-v"), output("uname", "-m")));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theUserIsTheOneWhoRunsUs() throws IOException, InterruptedException {
        UserInfo user = Host.user();
        assertThat(user.name()).isEqualTo(output("id", "-un"));
        assertThat(user.uid()).isEqualTo(Long.parseLong(output("id", "-u")));
        assertThat(user.gid()).isEqualTo(Long.parseLong(output("id", "-g")));
        assertThat(user.home()).isEqualTo(Path.of(System.getProperty("user.home")));
        assertThat(user.shell()).isNotNull();
        assertThat(Host.homeDirectory()).isAbsolute();
        assertThat(Host.temporaryDirectory()).isDirectory();
    }

    @Test
    void usageGrowsWithWork() {
        ResourceUsage before = Host.resourceUsage();
        assertThat(before.userTime()).isPositive();
        assertThat(before.maxResidentSet()).isPositive();
        assertThat(before.userTime().plus(before.systemTime()).toNanos())
                .isCloseTo(
                        ProcessHandle.current()
                                .info()
                                .totalCpuDuration()
                                .orElseThrow()
                                .toNanos(),
                        within(5_000_000_000L));
        long end = System.nanoTime() + 50_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        ResourceUsage after = Host.resourceUsage();
        assertThat(after.userTime().plus(after.systemTime()))
                .isGreaterThan(before.userTime().plus(before.systemTime()));
        assertThat(after.voluntarySwitches()).isGreaterThanOrEqualTo(before.voluntarySwitches());
    }

    @Test
    void memoryThatMayBeTakenIsLessThanThereIs() {
        assumeTrue(Features.has(Feature.AVAILABLE_MEMORY));
        assertThat(Host.availableMemory()).isPositive().isLessThan(Host.totalMemory());
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void usersAreFoundByNumber() throws IOException, InterruptedException {
        assumeTrue(Features.has(Feature.USER_DATABASE));
        assertThat(Host.user((int) Host.user().uid())).contains(Host.user());
        assertThat(Host.user(0).map(UserInfo::name)).contains("root");
        assertThat(Host.user(Integer.MAX_VALUE)).isEmpty();
        int gid = (int) Host.user().gid();
        assertThat(Host.group(gid).map(GroupInfo::name)).contains(output("id", "-gn"));
        assertThat(Host.group(gid).map(GroupInfo::gid)).contains((long) gid);
        assertThat(Host.group(Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void groupsHaveTheirMembers() throws IOException {
        assumeTrue(Features.has(Feature.USER_DATABASE));
        for (String line : Files.readAllLines(Path.of("/etc/group"))) {
            String[] fields = line.split(":", -1);
            List<String> members = fields[3].isEmpty() ? List.of() : List.of(fields[3].split(",", -1));
            assertThat(Host.group(Integer.parseInt(fields[2])))
                    .contains(new GroupInfo(fields[0], Long.parseLong(fields[2]), members));
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void prioritiesAreOfProcessesAndInRange() throws IOException, InterruptedException {
        int own = Host.priority(0);
        assertThat(own).isEqualTo(Integer.parseInt(output("nice")));
        Host.setPriority(0, own);
        assertThat(Host.priority((int) ProcessHandle.current().pid())).isEqualTo(own);
        assertThatIllegalArgumentException().isThrownBy(() -> Host.setPriority(0, 20));
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> Host.priority(Integer.MAX_VALUE))
                .withMessageContaining("ESRCH");
    }
}
