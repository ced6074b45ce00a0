import { html } from './html';

describe('html', () => {
  it('escapes characters that could end a text or an attribute', () => {
    const value = `<script>alert("x")</script> & 'y'`;
    expect(html`<p title="${value}">${value}</p>`.text).toBe(
      '<p title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;">&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;</p>',
    );
  });

  it('escapes nested templates once', () => {
    const inner = html`<b>${'<'}</b>`;
    expect(html`<p>${inner}${[inner, inner]}</p>`.text).toBe(
      '<p><b>&lt;</b><b>&lt;</b><b>&lt;</b></p>',
    );
  });

  it('leaves out undefined and false, and keeps zero and the empty text', () => {
    expect(html`[${undefined}${false}${0}${''}]`.text).toBe('[0]');
  });
});
