import {
  translationApiRef,
  type TranslationApi,
} from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { createPromiseTemplate } from '@kratix-portal/plugin-ske-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { promiseWith } from '../formFields/__testUtils__/promiseWith';
import { wordsIn } from '../words/__testUtils__/wordsIn';
import type { FormValues } from './FormValues';
import { ManifestForm } from './ManifestForm';
import { translatePages } from './translatePages';

const german = wordsIn('de');

/** Our texts in German, and the keys of all others. */
const translations = {
  getTranslation: ({ id }: { id: string }) => ({
    ready: true,
    t: id === 'plugin.ske-frontend' ? german : (key: string) => key,
  }),
  translation$: () => ({ subscribe: () => ({ unsubscribe: () => {} }) }),
} as unknown as TranslationApi;

const text = { type: 'string' };
const promise = promiseWith({
  type: 'object',
  required: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'k', 'l'],
  properties: {
    a: { ...text, minLength: 3 },
    b: { ...text, enum: ['u', 'v'] },
    c: { type: 'boolean' },
    d: { type: 'integer', maximum: 3 },
    e: { type: 'array', minItems: 2, items: text },
    f: { type: 'object', minProperties: 1, additionalProperties: text },
    g: { ...text, format: 'date' },
    h: { ...text, maxLength: 900 },
    i: { ...text, enum: ['u', 'v'] },
    j: { type: 'array', items: text },
    k: { 'x-kubernetes-int-or-string': true },
    l: { ...text, format: 'password' },
    m: { type: 'array', uniqueItems: true, items: { enum: ['u', 'v'] } },
  },
});
const { template } = createPromiseTemplate({
  promise,
  settings: { singleSpecPage: true },
});
const pages = translatePages(
  german,
  template!.spec.parameters.slice(1),
  promise,
);

function Example() {
  const [values, setValues] = useState<FormValues>({
    spec: { d: 5, j: ['x'] },
  });
  return (
    <ManifestForm
      pages={pages}
      values={values}
      position={{ page: 0, reached: 0 }}
      causes={[]}
      onChange={setValues}
      onMove={() => {}}
      onDone={() => {}}
      doneLabel="Prüfen"
    />
  );
}

const ENGLISH =
  /\b(required|not set|select|entry|items?|added|add|remove|yes|no|must|the|value|key|field)\b/i;

it('has no English words in German, with and without errors', async () => {
  await renderInTestApp(<Example />, {
    apis: [[translationApiRef, translations]],
  });
  const english = () =>
    [...document.querySelectorAll('form *')]
      .flatMap(element => [
        element.childElementCount === 0 ? (element.textContent ?? '') : '',
        element.getAttribute('aria-label') ?? '',
        element.getAttribute('placeholder') ?? '',
      ])
      .filter(each => ENGLISH.test(each));
  expect(await screen.findAllByText(/Pflichtfeld/)).not.toHaveLength(0);
  expect(screen.getByRole('textbox', { name: /^Eintrag 2/ })).toBeRequired();
  // The component of Backstage has this one text, which cannot be replaced.
  expect(english()).toEqual(['Show value']);

  await userEvent.click(
    screen
      .getAllByRole('button', { name: 'Eintrag 1 von J entfernen' })
      .at(-1)!,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Prüfen' }));
  expect(await screen.findByText('darf höchstens 3 sein')).toBeVisible();
  expect(
    screen.getAllByText('Dieses Feld ist ein Pflichtfeld.'),
  ).not.toHaveLength(0);
  expect(english()).toEqual(['Show value']);
});
