import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Starts one real Elasticsearch node in this process and keeps it until the process is ended.
 *
 * <p>Usage: TestNode HOME DATA NAME HTTP_PORT TRANSPORT_PORT [SEED_TRANSPORT_PORT,...] [INITIAL_MASTER,...]. With no seeds the node
 * is a cluster of its own. HOME holds config/ and modules/ and is only read; DATA is the node's own folder.
 */
public class TestNode {
  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]).toAbsolutePath();
    Path data = Path.of(args[1]).toAbsolutePath();
    String name = args[2];
    Settings.Builder settings =
        Settings.builder()
            .put("path.home", home.toString())
            .put("path.data", data.toString())
            .put("path.logs", data.resolve("logs").toString())
            .put("cluster.name", "vankho-test")
            .put("node.name", name)
            .put("network.host", "127.0.0.1")
            .put("http.port", args[3])
            .put("transport.port", args[4])
            .put("cluster.routing.allocation.disk.threshold_enabled", false);
    if (args.length > 5) {
      settings.putList("discovery.seed_hosts", hosts(args[5])).putList("cluster.initial_master_nodes", args[6].split(","));
    } else {
      settings.put("discovery.type", "single-node");
    }
    Environment environment = new Environment(settings.build(), home.resolve("config"));
    LogConfigurator.registerErrorListener();
    LogConfigurator.setNodeName(name);
    LogConfigurator.configure(environment, true);
    Node node =
        new Node(
            environment,
            PluginsLoader.createPluginsLoader(PluginsLoader.loadModulesBundles(environment.modulesDir()), Set.of(), Map.of(), false));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
    node.start();
    new CountDownLatch(1).await();
  }

  private static String[] hosts(String ports) {
    String[] hosts = ports.split(",");
    for (int i = 0; i < hosts.length; i++) hosts[i] = "127.0.0.1:" + hosts[i];
    return hosts;
  }

  private static void close(Node node) {
    try {
      node.close();
    } catch (Exception e) {
      e.printStackTrace();
    }
  }
}
