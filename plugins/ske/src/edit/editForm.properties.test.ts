import type { JsonObject } from '@backstage/types';
import { createPromiseTemplate } from '@kratix-portal/plugin-ske-common';
import fc from 'fast-check';
import { promiseWith } from '../formFields/__testUtils__/promiseWith';
import { specCases, withDefaults } from '../formFields/__testUtils__/specCases';
import { liveThing, openPage } from './__testUtils__/openPage';
import { toEditable, toEditManifest } from './editable';
import { inMode, toContent, withText, withValues } from './EditContent';
import { toEditPages } from './toEditPages';

/** Fields that the API does not know, or that the form does not show. */
const others = fc.dictionary(
  fc.constantFrom('other', 'x.y/z', '__hidden'),
  fc.jsonValue({ maxDepth: 2 }).map(value => JSON.parse(JSON.stringify(value))),
  { noNullPrototype: true },
) as fc.Arbitrary<JsonObject>;

const cases = fc
  .tuple(specCases, others, fc.boolean(), fc.boolean())
  .map(([[schema, value], more, single, hasDefaults]) => {
    const spec = JSON.parse(
      JSON.stringify({ ...more, ...(value as JsonObject) }),
    ) as JsonObject;
    const { template } = createPromiseTemplate({
      promise: promiseWith(hasDefaults ? withDefaults(schema) : schema),
      settings: { singleSpecPage: single },
    });
    const pages = toEditPages({
      pages: template!.spec.parameters,
      crdSchema: undefined,
      spec,
      immutableText: '',
    })!;
    return { spec, pages };
  });

describe('an edit of an object in its form', () => {
  it('W10: changes nothing by opening each page, in both modes', () => {
    fc.assert(
      fc.property(cases, ({ spec, pages }) => {
        const before = toEditable(liveThing(spec));
        let content = toContent(before, 'form');
        for (const page of pages) {
          content = withValues(content, page, openPage(page, content.spec));
        }
        expect(content.object).toEqual(before);
        const asYaml = inMode(content, 'yaml');
        const typed = withText(asYaml, asYaml.text);
        expect(typed.object).toEqual(before);
        const sent = JSON.parse(
          toEditManifest(
            inMode(typed, 'form').object,
            liveThing(spec).metadata,
          ),
        );
        expect(sent.spec).toEqual(spec);
        expect(sent.metadata).toEqual({
          ...(before.metadata as JsonObject),
          uid: 'u',
          resourceVersion: '1',
        });
      }),
      { numRuns: 300 },
    );
  });

  it('W10: changes only the field that the user changes', () => {
    fc.assert(
      fc.property(
        cases,
        fc.constantFrom('a', 'b', 'c', 'd'),
        fc.nat(),
        ({ spec, pages }, name, pick) => {
          const page = pages[pick % pages.length];
          let content = toContent(toEditable(liveThing(spec)), 'form');
          const opened = openPage(page, content.spec);
          content = withValues(content, page, opened);
          const changed = { ...(opened.spec as JsonObject), [name]: 'changed' };
          content = withValues(content, page, { spec: changed });
          expect(content.object.spec).toEqual({ ...spec, [name]: 'changed' });
          const removed = { ...changed, [name]: undefined as never };
          content = withValues(content, page, { spec: removed });
          const { [name]: _, ...rest } = spec;
          expect(content.object.spec).toEqual(rest);
        },
      ),
      { numRuns: 300 },
    );
  });
});
