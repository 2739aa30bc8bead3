import { describe, it } from 'vitest';
import { expectNearlyLinear, SHAPES } from '../../support/repeated.js';

/** What HTML, GitHub's own syntax and Liquid's tags are made of. */
const TOKENS = [
  ...[
    '<b>',
    '</b>',
    '<b>a</b>',
    '<i><b>',
    '<a>',
    '<a href=b>',
    '<a name="x"></a>',
    '</a>',
    '<br>',
    '<hr>',
    '<img src=a>',
  ],
  ...[
    '<p>',
    '<p>\n',
    '</p>',
    '<div>',
    '<div>\n\n',
    '</div>\n',
    '<center>',
    '<h2>',
    '<h2>a</h2>\n',
    '</h2>',
    '<pre>',
    '</pre>',
  ],
  ...[
    '<ul>',
    '<ul><li>',
    '<li>',
    '</li>',
    '</ul>',
    '<ol>\n<li>a\n',
    '<blockquote>',
    '<table>',
    '<table><tr><td>',
    '<tr>',
    '<td>',
  ],
  ...[
    '</td>',
    '</table>',
    '<td><ul>',
    '<details>',
    '<details>\n\n',
    '<details><summary>a</summary>\n\n',
    '<summary>',
    '</details>\n\n',
  ],
  ...[
    '<details>\n\n# a\n\n',
    '<script>',
    '</script>',
    '<style>',
    '<title>',
    '<textarea>',
    '<plaintext>',
    '<xmp>',
    '<svg>',
    '<a b="',
    "<a b='\n",
  ],
  ...[
    '<!-- a -->',
    '<!--',
    '<!',
    '<?',
    '<![CDATA[',
    '</',
    '<kbd>a</kbd>',
    '<sub>2</sub>',
    '<sup>',
    '<code>',
    '<x-y>',
    '&lt;',
    '&lt',
    '&notanentity',
  ],
  ...[
    ':',
    ':a',
    ':a:',
    ':lock:',
    ':+1',
    '[^',
    '[^a]',
    '[^a]: b\n',
    '[^a]: b\n\n',
    '[^a]: [^a] ',
    '[^a]\n\n[^a]: b\n\n',
    '[^a]:\n    b\n',
    '    b\n\n',
  ],
  ...[
    '> [!NOTE]\n> a\n\n',
    '> [!NOTE]\n',
    '[!NOTE]',
    '- [ ] a\n',
    '[![a](b)](c) ',
    '<a name=x></a>\n# a\n',
    '<h1 id=a>b</h1>\n\n',
  ],
];

describe.each(Object.entries(SHAPES))('a token many times, %s', (_name, shape) => {
  it.each(TOKENS)('%j: ten times as many take no more than n log n', (token) => {
    expectNearlyLinear((count) => shape(token, count), 'github', 300);
  });
});

/** What Liquid's tags are made of. */
const LIQUID = [
  ...[
    '{% raw %}',
    '{% endraw %}',
    '{% raw %}a{% endraw %} ',
    '{% comment %}',
    '{% endcomment %}',
    '{% highlight a %}\n',
  ],
  ...[
    '{% highlight a %}\n`\n{% endhighlight %}\n',
    '{{ site.url }} ',
    '{{- site.url -}} ',
    '{{ page.title }}',
    '{{ page.',
    '{% if a %}',
    '{%-',
  ],
];

describe.each(Object.entries(SHAPES))('a tag of Liquid many times, %s', (_name, shape) => {
  it.each(LIQUID)('%j: ten times as many take no more than n log n', (token) => {
    expectNearlyLinear((count) => `---\ntitle: T\n---\n${shape(token, count)}`, 'jekyll', 300);
  });
});
