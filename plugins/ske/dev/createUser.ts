import { EditorView } from '@codemirror/view';
import { screen, waitFor } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import type { GalleryUser } from '../src/gallery/entry/GalleryEntry';
import german from '../src/words/de';
import { englishMessages } from '../src/words/skeTranslationRef';

const LIMIT = { timeout: 20_000 };

/** Creates a simulated user who performs the steps of an entry in the browser. Entries name buttons in English. */
export function createUser(language: string): GalleryUser {
  const user = userEvent.setup({ delay: null });
  return {
    press: async english => {
      const name = nameIn(language, english);
      const button = await waitFor(() => {
        const found = screen.getByRole('button', { name });
        if (
          found.getAttribute('aria-disabled') === 'true' ||
          found.matches(':disabled')
        ) {
          throw new Error(`The button ${name} is disabled`);
        }
        return found;
      }, LIMIT);
      await user.click(button);
    },
    fill: async (name, text) => {
      const field = await screen.findByRole('textbox', { name }, LIMIT);
      await user.clear(field);
      await user.type(field, text);
    },
    replaceInEditor: async (before, after) => {
      const content = await screen.findByRole(
        'textbox',
        { name: (_, element) => element.classList.contains('cm-content') },
        LIMIT,
      );
      const view = EditorView.findFromDOM(content)!;
      const from = view.state.doc.toString().indexOf(before);
      view.dispatch({
        changes: { from, to: from + before.length, insert: after },
        userEvent: 'input',
      });
    },
  };
}

function nameIn(language: string, english: string | RegExp): string | RegExp {
  const [key] =
    Object.entries(englishMessages).find(([, text]) => text === english) ?? [];
  return language === 'de' && key
    ? german[key as keyof typeof german]
    : english;
}
