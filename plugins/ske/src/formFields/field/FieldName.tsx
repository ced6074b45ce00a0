import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { useWords } from '../../words';

/** A field of a form, with its name. */
interface NamedField {
  /** The id of the form. */
  readonly id: string;
  /** Distinguishes the field from other fields with the same title: `Hosts in Entry 2 of Routes`. Undefined for the page and its spec. */
  readonly name: string | undefined;
}

const FieldContext = createContext<NamedField | undefined>(undefined);

/** The ids of a page and of its spec. Their name is the heading of the page. */
const ROOTS = ['root', 'root_spec'];

/** Names a field inside its lists, maps and objects. */
export function FieldName(props: {
  id: string;
  /** The title of the field. */
  title: string | undefined;
  children: ReactNode;
}) {
  const { id, title } = props;
  const t = useWords();
  const around = useContext(FieldContext);
  const field = useMemo(() => {
    if (around?.id === id) {
      return around;
    }
    const own = ROOTS.includes(id) ? undefined : title || undefined;
    const name =
      own && around?.name
        ? t('form.fieldIn', { field: own, around: around.name })
        : (own ?? around?.name);
    return { id, name };
  }, [around, id, title, t]);
  return (
    <FieldContext.Provider value={field}>
      {props.children}
    </FieldContext.Provider>
  );
}

/** Names an entry of a list, or the value in a row of a map. Its field has no name of its own. */
export function EntryName(props: {
  /** The id of the field of the entry. */
  id: string;
  name: string;
  children: ReactNode;
}) {
  const { id, name } = props;
  const field = useMemo(() => ({ id, name }), [id, name]);
  return (
    <FieldContext.Provider value={field}>
      {props.children}
    </FieldContext.Provider>
  );
}

/**
 * The name of a field for its buttons. A page can have several fields of one title, and screen readers list all buttons without their surroundings. The
 * form of the scaffolder has titles only.
 */
export function useFieldName(id: string, title: string): string {
  const field = useContext(FieldContext);
  return (field?.id === id && field.name) || title;
}
