"""Draws what a dashboard's panels were answered, one beside the other, as one picture."""
import html
import math
import pathlib
import subprocess
import tempfile

COLOURS = ["#73bf69", "#f2cc0c", "#5794f2", "#ff9830", "#f2495c", "#b877d9", "#37872d", "#8ab8ff", "#fade2a", "#c4162a"]
WIDTH, HEIGHT = 396, 120

PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ background: #111217; color: #ccccdc; font: 11px sans-serif; margin: 8px; width: 1264px }}
h2 {{ font-size: 13px; margin: 10px 4px 4px }} .row {{ display: flex; flex-wrap: wrap; gap: 8px }}
.panel {{ background: #181b1f; border: 1px solid #2a2d33; padding: 5px 8px; width: 396px }}
.title {{ font-weight: bold }} .legend {{ height: 28px; overflow: hidden; line-height: 14px }} svg {{ display: block }}
</style>{body}"""


def draw(drawn, file):
    body, open_row = [], False
    for panel, answers in drawn:
        if panel["type"] == "row":
            body.append(("</div>" if open_row else "") + f"<h2>{html.escape(panel['title'])}</h2><div class=row>")
            open_row = True
        else:
            body.append(chart(panel, answers))
    with tempfile.NamedTemporaryFile("w", suffix=".html", delete=False) as page:
        page.write(PAGE.format(body="".join(body) + "</div>"))
    lines = sum(math.ceil(count / 3) for count in counts(drawn))
    height = lines * 183 + len(counts(drawn)) * 30 + 24
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size=1288,{height}",
         f"--screenshot={file.resolve()}", f"file://{page.name}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    pathlib.Path(page.name).unlink()


def counts(drawn):
    found = []
    for panel, _ in drawn:
        if panel["type"] == "row":
            found.append(0)
        else:
            found[-1] += 1
    return found


def chart(panel, answers):
    lines = []
    for target, series in answers:
        for one in series:
            points = [(at, float(value)) for at, value in one["values"] if math.isfinite(float(value))]
            if points:
                lines.append((name(target["legendFormat"], one["metric"]), points))
    svg = plot(lines) if lines else "<svg width=%d height=%d></svg>" % (WIDTH, HEIGHT)
    legend = "  ".join(
        f"<span style='color:{COLOURS[i % len(COLOURS)]}'>▬</span> {html.escape(label)} {short(points[-1][1])}"
        for i, (label, points) in enumerate(lines))
    unit = panel["fieldConfig"]["defaults"]["unit"]
    return (f"<div class=panel><div class=title>{html.escape(panel['title'])} <small>{unit}</small></div>{svg}"
            f"<div class=legend>{legend or 'no data'}</div></div>")


def plot(lines):
    times = [at for _, points in lines for at, _ in points]
    values = [value for _, points in lines for _, value in points]
    first, last = min(times), max(times)
    low, high = min(0, min(values)), max(values) or 1
    drawn = []
    for i, (_, points) in enumerate(lines):
        path = " ".join(
            f"{(at - first) / ((last - first) or 1) * (WIDTH - 44) + 40:.1f},"
            f"{HEIGHT - 6 - (value - low) / ((high - low) or 1) * (HEIGHT - 16):.1f}" for at, value in points)
        drawn.append(f"<polyline points='{path}' fill=none stroke='{COLOURS[i % len(COLOURS)]}' stroke-width=1.5 />")
    axis = (f"<text x=0 y=12 fill='#8e8e9c'>{short(high)}</text><text x=0 y={HEIGHT - 4} fill='#8e8e9c'>{short(low)}</text>"
            f"<line x1=40 x2={WIDTH} y1={HEIGHT - 6} y2={HEIGHT - 6} stroke='#2a2d33' />")
    return f"<svg width={WIDTH} height={HEIGHT} font-size=10>{axis}{''.join(drawn)}</svg>"


def name(legend, labels):
    for label, value in labels.items():
        legend = legend.replace("{{%s}}" % label, value)
    return legend


def short(value):
    for size, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:.3g}{letter}"
    return f"{value:.3g}"
