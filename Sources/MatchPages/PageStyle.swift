/// The page's style sheet: two sets of colours with a contrast of at least 4.5 for text and 3 for marks, and one for print.
enum PageStyle {
  static let text = """
    :root{--paper:#fff;--ink:#1b1f24;--muted:#57606a;--line:#d0d7de;--track:#eaeef2;--mark:#0b62a8;--second:#9a3c00;--link:#0b57a4;--shade:#f6f8fa}
    @media (prefers-color-scheme:dark){:root{--paper:#12161b;--ink:#e7ebf0;--muted:#a4afbb;--line:#37404a;--track:#262d35;--mark:#6cb6ff;--second:#ffab70;--link:#8cc4ff;--shade:#1a2027}}
    @media print{:root{--paper:#fff;--ink:#000;--muted:#333;--line:#999;--track:#ddd;--mark:#003f7d;--second:#7a2e00;--link:#000;--shade:#fff}}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
    body{margin:0 auto;padding:1rem;max-width:72rem;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;overflow-wrap:anywhere}
    h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0 1rem}
    h2{font-size:1.4rem;margin:2.5rem 0 .5rem;padding-top:.75rem;border-top:3px solid var(--mark)}
    h3{font-size:1.1rem;margin:2rem 0 .5rem}
    p{margin:.5rem 0;max-width:46rem}
    .item{padding-left:1.1rem;position:relative}
    .item::before{content:"";position:absolute;left:.25rem;top:.68em;width:.35rem;height:.35rem;background:var(--muted);border-radius:50%}
    nav ul{list-style:none;padding:0;margin:1rem 0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
    a{color:var(--link)}
    a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
    .skip{position:absolute;left:-999rem;background:var(--paper);padding:.5rem 1rem}
    .skip:focus{left:1rem;top:1rem;z-index:1}
    main:focus{outline:none}
    .scroll{overflow-x:auto;max-width:100%;margin:.75rem 0;border:1px solid var(--line);border-radius:6px}
    table{border-collapse:collapse;width:100%;font-size:.875rem;font-variant-numeric:tabular-nums}
    caption{text-align:left;padding:.5rem .75rem;color:var(--muted);caption-side:top}
    th,td{overflow-wrap:break-word;padding:.4rem .75rem;border-top:1px solid var(--line);text-align:left;vertical-align:top}
    thead th{background:var(--shade);vertical-align:bottom;font-weight:600}
    tbody th{font-weight:600;min-width:8rem}
    .n{text-align:right}
    td.n{white-space:nowrap}
    tbody tr:hover{background:var(--shade)}
    .charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:1rem 2rem;margin:.75rem 0}
    figure{margin:0;max-width:27rem;min-width:0}
    figcaption{font-size:.875rem;color:var(--muted);padding-bottom:.5rem}
    figcaption strong{color:var(--ink);display:block}
    svg{display:block;width:100%;height:auto;font:11px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
    svg .ink{fill:var(--ink)}svg .strong{font-weight:600}svg .axis{fill:var(--muted);font-size:10px}
    svg .grid{stroke:var(--line);stroke-width:1}svg .track{stroke:var(--track);stroke-width:3}
    svg .halo{fill:var(--paper)}svg .over{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
    svg .fill{fill:var(--mark);stroke:var(--mark)}
    svg .ring{fill:var(--paper);stroke:var(--mark);stroke-width:1.6}
    svg .second{stroke:var(--second)}
    svg .whisker{stroke:var(--mark);stroke-width:2}
    svg .front{fill:none;stroke:var(--mark);stroke-width:1.5;stroke-dasharray:5 4}
    svg .leader{stroke:var(--muted);stroke-width:.75}
    details{margin:.75rem 0}summary{cursor:pointer;color:var(--link);padding:.25rem 0}
    footer{margin-top:3rem;border-top:1px solid var(--line);color:var(--muted);font-size:.875rem}
    @media (max-width:30rem){body{padding:.75rem}h1{font-size:1.45rem}th,td{padding:.35rem .5rem}}
    @media print{body{max-width:none;padding:0;font-size:11pt}nav,.skip{display:none}.scroll{overflow:visible;border:0}figure,tr,svg{break-inside:avoid}h2,h3,figcaption{break-after:avoid}details::details-content{content-visibility:visible;display:block}summary{list-style:none;color:var(--ink)}a{text-decoration:none}table{font-size:8.5pt}th,td{padding:.15rem .3rem}thead{display:table-header-group}}
    @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
    """
}
