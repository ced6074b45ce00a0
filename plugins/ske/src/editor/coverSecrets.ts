import type { IsSecret } from '@kratix-portal/plugin-ske-common';
import {
  StateField,
  type EditorState,
  type Extension,
  type Transaction,
} from '@codemirror/state';
import {
  Decoration,
  EditorView,
  ViewPlugin,
  WidgetType,
  type DecorationSet,
} from '@codemirror/view';
import { MASK } from '../values';
import { secretRanges } from '../yaml';

/** The changes that a user makes. All others come from outside of the editor. */
const USER_EVENTS = ['input', 'delete', 'move', 'undo', 'redo'];

interface Cover {
  /** The covered parts of the text. */
  parts: DecorationSet;
  /** The secrets that were covered. They stay covered wherever they appear as a secret, so that undo does not show them. */
  known: ReadonlySet<string>;
}

/** Stands for a covered part. */
class MaskWidget extends WidgetType {
  readonly #label: string;

  constructor(label: string) {
    super();
    this.#label = label;
  }

  eq(other: MaskWidget): boolean {
    return other.#label === this.#label;
  }

  toDOM(): HTMLElement {
    const dom = document.createElement('span');
    dom.textContent = MASK;
    dom.title = this.#label;
    dom.setAttribute('role', 'img');
    dom.setAttribute('aria-label', this.#label);
    return dom;
  }
}

/**
 * Covers the secrets of a text, except those that the user types. The cursor moves over a covered secret as over one character, which the user can delete
 * and replace. A secret that the user types stays visible until the editor is opened again.
 */
export function coverSecrets(options: {
  isSecret: IsSecret;
  /** The accessible name of a covered value. */
  label: string;
  /** Called with the number of covered parts, when it is known and when it changes. */
  onCount(count: number): void;
}): Extension {
  const { isSecret, label, onCount } = options;
  const mark = Decoration.replace({ widget: new MaskWidget(label) });
  const field = StateField.define<Cover>({
    create: state => coverAll(state, { isSecret, mark }),
    update: (cover, transaction) =>
      transaction.docChanged
        ? follow(cover, transaction, { isSecret, mark })
        : cover,
    provide: self => [
      EditorView.decorations.from(self, ({ parts }) => parts),
      EditorView.atomicRanges.of(view => view.state.field(self).parts),
    ],
  });
  const count = ViewPlugin.define(view => {
    let last = view.state.field(field).parts.size;
    onCount(last);
    return {
      update: ({ state }) => {
        const { size } = state.field(field).parts;
        if (size !== last) {
          last = size;
          onCount(size);
        }
      },
    };
  });
  return [field, count];
}

interface Marking {
  isSecret: IsSecret;
  mark: Decoration;
}

function coverAll(
  { doc }: EditorState,
  { isSecret, mark }: Marking,
  known: ReadonlySet<string> = new Set(),
): Cover {
  const text = doc.toString();
  const ranges = secretRanges(text, isSecret);
  return {
    parts: Decoration.set(ranges.map(({ from, to }) => mark.range(from, to))),
    known: new Set([
      ...known,
      ...ranges.map(({ from, to }) => text.slice(from, to)),
    ]),
  };
}

function follow(
  { parts, known }: Cover,
  transaction: Transaction,
  { isSecret, mark }: Marking,
): Cover {
  const { state, changes } = transaction;
  if (!USER_EVENTS.some(event => transaction.isUserEvent(event))) {
    // A merge or a draft has replaced the text.
    return coverAll(state, { isSecret, mark }, known);
  }
  if (known.size === 0) {
    return { parts, known };
  }
  const text = state.doc.toString();
  const found = secretRanges(text, isSecret).filter(({ from, to }) =>
    known.has(text.slice(from, to)),
  );
  // While the text is not valid, not every secret is found, so what was covered stays covered.
  const moved = parts.map(changes).update({
    filter: (from, to) =>
      !found.some(range => range.from < to && from < range.to),
    add: found.map(({ from, to }) => mark.range(from, to)),
    sort: true,
  });
  return { parts: moved, known };
}
