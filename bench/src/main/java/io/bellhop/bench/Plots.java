package io.bellhop.bench;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws {@code ingest.png} and {@code latency.png}. */
final class Plots {

    private static final Color BARS = new Color(0x3b6ea5);
    private static final Color LINE = new Color(0xb5482a);
    private static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9);

    private Plots() {}

    static void write(Results results, Path directory) throws IOException {
        save(ingest(results), directory.resolve("ingest.png"));
        save(latency(results), directory.resolve("latency.png"));
    }

    private static CategoryChart ingest(Results results) {
        List<String> names = Variant.ALL.stream().map(Plots::name).toList();
        CategoryChart chart = chart("Durable ingest, median events per second", "events/s");
        chart.addSeries(
                        "events/s",
                        names,
                        Variant.ALL.stream()
                                .map(variant -> results.of(variant, Measurement::perSecond)
                                        .median())
                                .toList())
                .setFillColor(BARS);
        addLine(
                chart,
                "pgbench's best of a round, median",
                names,
                results.bestOfPgBench().median());
        return chart;
    }

    private static CategoryChart latency(Results results) {
        List<String> names =
                PERCENTILES.stream().map(percentile -> "p" + percentile).toList();
        CategoryChart chart = chart("Latency at half load, from the intended moment of sending", "ms");
        chart.addSeries(
                        Variant.BUDGETED.toString(),
                        names,
                        PERCENTILES.stream().map(results.openLoop()::millisAt).toList())
                .setFillColor(BARS);
        addLine(chart, "budget for p99", names, Verdict.P99_BUDGET_MILLIS);
        return chart;
    }

    private static CategoryChart chart(String title, String unit) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(1300)
                .height(520)
                .title(title)
                .yAxisTitle(unit)
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS).setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setLabelsVisible(true);
        chart.getStyler().setAvailableSpaceFill(0.6).setOverlapped(true);
        chart.getStyler().setYAxisMin(0.0).setYAxisDecimalPattern("#,##0.#");
        return chart;
    }

    private static void addLine(CategoryChart chart, String name, List<String> categories, double value) {
        chart.addSeries(name, categories, Collections.nCopies(categories.size(), value))
                .setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Line)
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(LINE);
    }

    private static String name(Variant variant) {
        String way =
                switch (variant.way()) {
                    case PGBENCH -> "pgbench";
                    case PGBENCH_BARE -> "bare";
                    case GROUP_COMMIT -> "group";
                    case INSERT_PER_REQUEST -> "insert";
                    case ORM_PER_REQUEST -> "ORM";
                };
        return way + " @" + variant.clients();
    }

    private static void save(CategoryChart chart, Path file) throws IOException {
        ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", file.toFile());
    }
}
