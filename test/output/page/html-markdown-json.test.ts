import { describe, expect, it } from 'vitest';
import { pageHtml } from '../../../src/output/page/html-markdown-json.js';
import { compileTest } from '../../support/pages.js';

describe('html', () => {
  it('holds no markup of the page, runs nothing and loads nothing', () => {
    const page = compileTest(
      '---\ntitle: "</title><script>x</script>"\n---\n<script>alert(1)</script>\n\n<img src=x onerror=y> text\n\n[a](javascript:alert(1)) [b](data:text/html,x) ![i](https://a.example/i.png)\n\n## <b onclick="z">T</b> "\'&\n\n<div>\nx\n</div>\n',
    );
    const html = pageHtml({ head: page, sections: page.sections, whole: true });
    expect(html).not.toMatch(/<(script|img|b|div|iframe)\b/i);
    expect(html).not.toMatch(/(href|src)="(?!https?:|mailto:|#)/i);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});
