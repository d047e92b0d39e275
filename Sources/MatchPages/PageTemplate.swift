/// The page: one template, so that its escaping holds everywhere in it.
enum PageTemplate {
  /// Words, names and figures; a figure says where it stands in results.json.
  private static let runs =
    #"{{#isWords}}{{text}}{{/isWords}}{{#isName}}<bdi>{{text}}</bdi>{{/isName}}"#
    + #"{{#isFigure}}<data value="{{text}}" data-at="{{at}}">{{text}}</data>{{/isFigure}}"#
  private static let phrase = "{{#runs}}\(runs){{/runs}}"

  private static let table = #"""
    <div class="scroll" role="region" aria-label="{{caption}}" tabindex="0">
    <table>
    <caption>{{caption}}</caption>
    <thead><tr>{{#columns}}<th scope="col" class="{{alignment}}">{{title}}</th>{{/columns}}</tr></thead>
    <tbody>
    {{#rows}}
    <tr><th scope="row">{{#head}}\#(runs){{/head}}</th>{{#cells}}<td class="{{alignment}}">\#(phrase)</td>{{/cells}}</tr>
    {{/rows}}
    </tbody>
    </table>
    </div>
    """#

  static let text = #"""
    {{% CONTENT_TYPE:SCALAR-HTML}}
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <title>{{title}}</title>
    <style>
    {{{style}}}
    </style>
    </head>
    <body>
    <a class="skip" href="#main">Skip to the results</a>
    <header>
    <h1>{{title}}</h1>
    {{#lead}}
    <p>\#(phrase)</p>
    {{/lead}}
    <nav aria-label="Contents"><ul>{{#contents}}<li><a href="#{{id}}"><bdi>{{title}}</bdi></a></li>{{/contents}}</ul></nav>
    </header>
    <main id="main" tabindex="-1">
    {{#sections}}
    {{#isMain}}
    <h2 id="{{id}}">{{#title}}\#(phrase){{/title}}</h2>
    {{/isMain}}
    {{^isMain}}
    <h3 id="{{id}}">{{#title}}\#(phrase){{/title}}</h3>
    {{/isMain}}
    {{#blocks}}
    {{#paragraph}}
    <p>\#(phrase)</p>
    {{/paragraph}}
    {{#items}}
    <p class="item">\#(phrase)</p>
    {{/items}}
    {{#charts}}
    <div class="charts">
    {{#list}}
    <figure>
    <figcaption><strong>{{#title}}\#(phrase){{/title}}</strong> {{#description}}\#(phrase){{/description}}</figcaption>
    {{{svg}}}
    </figure>
    {{/list}}
    </div>
    {{/charts}}
    {{#table}}
    {{#isFolded}}
    <details><summary>The numbers: {{caption}}</summary>
    \#(table)
    </details>
    {{/isFolded}}
    {{#isOpen}}
    \#(table)
    {{/isOpen}}
    {{/table}}
    {{/blocks}}
    {{/sections}}
    </main>
    <footer>
    {{#closing}}
    <p>\#(phrase)</p>
    {{/closing}}
    </footer>
    </body>
    </html>

    """#
}
