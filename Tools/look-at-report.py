#!/usr/bin/env python3
"""look-at-report.py REPORT.html OUTFOLDER [SECTION]: pictures of a report in headless Chromium, and whether anything overflows.

Light and dark, at the width of a telephone (390) and of a desk (1280), and the printed page as PDF. Exits with 1 where the page is
wider than the window, or where text leaves its picture. With a section's id (d1-front) one picture from there on. The page has no script; the measuring is done in a copy with one.
"""
import html, pathlib, re, shutil, subprocess, sys, tempfile

report, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
folder.mkdir(parents=True, exist_ok=True)
chromium = shutil.which("chromium") or shutil.which("google-chrome")
if not chromium:
    sys.exit("chromium is missing: apt-get install chromium")

PROBE = """<script>addEventListener('load',()=>{let out=[];const w=innerWidth;
if(document.documentElement.scrollWidth>w)out.push('page '+document.documentElement.scrollWidth);
for(const e of document.querySelectorAll('h1,h2,h3,p,figure,figcaption,.scroll')){const r=e.getBoundingClientRect();if(r.right>w+1||r.left<-1)if(!e.closest('.skip'))out.push(e.tagName+' '+Math.round(r.right)+' '+e.textContent.slice(0,40))}
document.querySelectorAll('details').forEach(d=>d.open=true);
for(const s of document.querySelectorAll('svg')){const b=s.getBoundingClientRect();for(const t of s.querySelectorAll('text')){const r=t.getBoundingClientRect();if(r.right>b.right+1||r.left<b.left-1)out.push('text '+t.textContent.slice(0,50))}}
const h=document.documentElement.scrollHeight;document.title='WIDTH '+w+' HEIGHT '+h+' FAULTS '+JSON.stringify(out)})</script>"""


def run(*arguments):
    with tempfile.TemporaryDirectory() as profile:
        command = [chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={profile}"]
        return subprocess.run(command + list(arguments), capture_output=True, text=True, timeout=120).stdout


if len(sys.argv) > 3:
    picture = folder / "report.png"
    text = report.read_text(encoding="utf-8")
    start, end = text.index('<main id="main"'), text.index(f'<h3 id="{sys.argv[3]}">')
    with tempfile.TemporaryDirectory() as scratch:
        part = pathlib.Path(scratch, "part.html")
        part.write_text(text[:start].split("<body>")[0] + '<body><main id="main">' + text[end:], encoding="utf-8")
        run("--blink-settings=preferredColorScheme=1", "--window-size=1160,900", f"--screenshot={picture}", f"file://{part}")
    print(picture)
    sys.exit(0)

faults = []
with tempfile.TemporaryDirectory() as scratch:
    page = report.read_text(encoding="utf-8")
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    probe = pathlib.Path(scratch, "probe.html")
    probe.write_text(page.replace("</body>", PROBE + "</body>"), encoding="utf-8")
    for width in (390, 1280):
        # A frame of the width: headless windows have a least width of their own.
        frame = pathlib.Path(scratch, f"frame{width}.html")
        frame.write_text(f"""<body style="margin:0"><iframe src="probe.html" width="{width}" height="2000" frameborder="0"></iframe>
<script>addEventListener('load',()=>setTimeout(()=>document.body.dataset.found=frames[0].document.title,300))</script>""")
        text = html.unescape(run("--allow-file-access-from-files", "--virtual-time-budget=3000", "--window-size=1400,2100", "--dump-dom", f"file://{frame}"))
        found = re.search(r"WIDTH (\d+) HEIGHT (\d+) FAULTS (\[.*?\])\"", text, re.S)
        if not found:
            sys.exit("the page could not be measured")
        height = min(int(found[2]) + 40, 14000)
        if found[3] != "[]":
            faults.append(f"{width}: {found[3]}")
        for scheme in ("light", "dark"):
            holder = pathlib.Path(scratch, f"{scheme}{width}.html")
            holder.write_text(f'<body style="margin:0"><iframe src="file://{report}" width="{width}" height="{height}" frameborder="0" style="color-scheme:{scheme}"></iframe>')
            picture = folder / f"{scheme}-{width}.png"
            dark = ["--blink-settings=preferredColorScheme=0"] if scheme == "dark" else ["--blink-settings=preferredColorScheme=1"]
            run(*dark, f"--window-size={max(width, 500)},{height}", f"--screenshot={picture}", f"file://{holder}")
            print(picture, f"{width} x {height}")
run("--no-pdf-header-footer", f"--print-to-pdf={folder / 'print.pdf'}", f"file://{report}")
print(folder / "print.pdf")
for fault in faults:
    print("overflow at", fault)
sys.exit(1 if faults else 0)
