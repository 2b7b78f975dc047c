package vankho.tests;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.StemmerOverrideFilter;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceFilter;
import org.elasticsearch.Build;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.cluster.node.DiscoveryNodes;
import org.elasticsearch.common.io.stream.NamedWriteableRegistry;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.common.settings.IndexScopedSettings;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.settings.SettingsFilter;
import org.elasticsearch.features.NodeFeature;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingCharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.PreConfiguredTokenFilter;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.ActionPlugin;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestController;
import org.elasticsearch.rest.RestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;

/**
 * The few parts of the standard distribution that live outside the published server jar and that the mappings use, under their
 * standard names: the token filters {@code asciifolding}, {@code edge_ngram}, {@code pattern_replace}, {@code stemmer_override} and
 * {@code truncate}, the character filters {@code mapping} and {@code pattern_replace}, and {@code GET /}.
 * The work is done by the same Lucene classes as in the distribution.
 */
public class StandardParts extends Plugin implements AnalysisPlugin, ActionPlugin {

  private interface Wrap {
    TokenStream apply(TokenStream input, Settings settings);
  }

  @Override
  public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
    Map<String, AnalysisProvider<TokenFilterFactory>> filters = new HashMap<>();
    filters.put(
        "asciifolding",
        (index, env, name, settings) ->
            new NormalizingFilter(
                name, settings, (in, s) -> new ASCIIFoldingFilter(in, s.getAsBoolean("preserve_original", false))));
    filters.put(
        "edge_ngram",
        (index, env, name, settings) ->
            new Filter(
                name,
                settings,
                (in, s) ->
                    new EdgeNGramTokenFilter(
                        in, s.getAsInt("min_gram", 1), s.getAsInt("max_gram", 2), s.getAsBoolean("preserve_original", false))));
    filters.put(
        "truncate",
        (index, env, name, settings) -> new Filter(name, settings, (in, s) -> new TruncateTokenFilter(in, s.getAsInt("length", 10))));
    filters.put(
        "pattern_replace",
        AnalysisPlugin.requiresAnalysisSettings(
            (index, env, name, settings) -> {
              Pattern pattern = Pattern.compile(settings.get("pattern"));
              return new NormalizingFilter(
                  name,
                  settings,
                  (in, s) -> new PatternReplaceFilter(in, pattern, s.get("replacement", ""), s.getAsBoolean("all", true)));
            }));
    filters.put(
        "stemmer_override",
        AnalysisPlugin.requiresAnalysisSettings(
            (index, env, name, settings) -> {
              StemmerOverrideFilter.StemmerOverrideMap map = overrides(settings.getAsList("rules"));
              return new Filter(name, settings, (in, s) -> new StemmerOverrideFilter(in, map));
            }));
    return filters;
  }

  /** Reads rules such as {@code running, runs => run}. */
  private static StemmerOverrideFilter.StemmerOverrideMap overrides(List<String> rules) {
    StemmerOverrideFilter.Builder builder = new StemmerOverrideFilter.Builder(false);
    for (String rule : rules) {
      String[] sides = rule.split("=>", 2);
      for (String key : sides[0].split(",")) builder.add(key.trim(), sides[1].trim());
    }
    try {
      return builder.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<PreConfiguredTokenFilter> getPreConfiguredTokenFilters() {
    return List.of(PreConfiguredTokenFilter.singleton("asciifolding", true, ASCIIFoldingFilter::new));
  }

  @Override
  public Map<String, AnalysisProvider<CharFilterFactory>> getCharFilters() {
    return Map.of(
        "mapping",
        AnalysisPlugin.requiresAnalysisSettings((index, env, name, settings) -> new Mapping(name, settings.getAsList("mappings"))),
        "pattern_replace",
        AnalysisPlugin.requiresAnalysisSettings(
            (index, env, name, settings) ->
                new Replacing(name, Pattern.compile(settings.get("pattern")), settings.get("replacement", ""))));
  }

  @Override
  public Collection<RestHandler> getRestHandlers(
      Settings settings,
      NamedWriteableRegistry namedWriteables,
      RestController controller,
      ClusterSettings clusterSettings,
      IndexScopedSettings indexSettings,
      SettingsFilter settingsFilter,
      IndexNameExpressionResolver resolver,
      Supplier<DiscoveryNodes> nodes,
      Predicate<NodeFeature> features) {
    return List.of(new Root(settings.get("node.name"), settings.get("cluster.name")));
  }

  private static class Filter extends AbstractTokenFilterFactory {
    private final Settings settings;
    private final Wrap wrap;

    Filter(String name, Settings settings, Wrap wrap) {
      super(name, settings);
      this.settings = settings;
      this.wrap = wrap;
    }

    @Override
    public TokenStream create(TokenStream input) {
      return wrap.apply(input, settings);
    }
  }

  private static class NormalizingFilter extends Filter implements NormalizingTokenFilterFactory {
    NormalizingFilter(String name, Settings settings, Wrap wrap) {
      super(name, settings, wrap);
    }
  }

  private static class Mapping implements NormalizingCharFilterFactory {
    private final String name;
    private final NormalizeCharMap map;

    Mapping(String name, List<String> rules) {
      this.name = name;
      NormalizeCharMap.Builder builder = new NormalizeCharMap.Builder();
      for (String rule : rules) {
        String[] sides = rule.split("=>", 2);
        builder.add(unescape(sides[0].trim()), unescape(sides[1].trim()));
      }
      this.map = builder.build();
    }

    /** Reads the escapes that the distribution reads: a backslash before u and four hex digits, or before n, r, t, b, f, or itself. */
    private static String unescape(String side) {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < side.length(); i++) {
        char c = side.charAt(i);
        if (c != '\\' || i + 1 == side.length()) {
          out.append(c);
          continue;
        }
        c = side.charAt(++i);
        switch (c) {
          case 'u' -> {
            out.append((char) Integer.parseInt(side.substring(i + 1, i + 5), 16));
            i += 4;
          }
          case 'n' -> out.append('\n');
          case 'r' -> out.append('\r');
          case 't' -> out.append('\t');
          case 'b' -> out.append('\b');
          case 'f' -> out.append('\f');
          default -> out.append(c);
        }
      }
      return out.toString();
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Reader create(Reader reader) {
      return new MappingCharFilter(map, reader);
    }
  }

  private record Replacing(String name, Pattern pattern, String replacement) implements NormalizingCharFilterFactory {
    @Override
    public Reader create(Reader reader) {
      return new PatternReplaceCharFilter(pattern, replacement, reader);
    }
  }

  private static class Root extends BaseRestHandler {
    private final String body;

    Root(String node, String cluster) {
      this.body =
          String.format(
              "{\"name\":\"%s\",\"cluster_name\":\"%s\",\"version\":{\"number\":\"%s\"},\"tagline\":\"You Know, for Search\"}",
              node, cluster, Build.current().version());
    }

    @Override
    public String getName() {
      return "root";
    }

    @Override
    public List<Route> routes() {
      return List.of(new Route(RestRequest.Method.GET, "/"), new Route(RestRequest.Method.HEAD, "/"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
      return channel -> channel.sendResponse(new RestResponse(RestStatus.OK, "application/json", body));
    }
  }
}
