import { Button, Text, VisuallyHidden } from '@backstage/ui';
import type { FieldPath } from '@kratix-portal/plugin-ske-common';
import { useEffect, useMemo, useRef, useState } from 'react';
import { DisabledReason } from '../parts';
import { useWords } from '../words';
import { CauseList } from './CauseList';
import { focusField } from './focusField';
import { FormPage } from './FormPage';
import type { FormPosition, FormValues, PageSchema } from './FormValues';
import styles from './ManifestForm.module.css';
import { PageList } from './PageList';
import type { FieldPlace, PlacedCause } from './placeCauses';
import { toErrorSchema } from './toErrorSchema';

/** Properties of {@link ManifestForm}. */
export interface ManifestFormProps {
  pages: readonly PageSchema[];
  values: FormValues;
  position: FormPosition;
  /** The causes of a rejection. When there are new causes, the first cause that has a field gets the focus. */
  causes: readonly PlacedCause[];
  /** What is known about fields before anything is sent, such as that the name is taken. */
  hints?: readonly PlacedCause[];
  onChange(values: FormValues): void;
  onMove(position: FormPosition): void;
  /** Called when the last page is valid. */
  onDone(values: FormValues): void;
  isBusy?: boolean;
  isReadOnly?: boolean;
  /** Whether each page ends the form, because the other pages are filled in already. */
  canFinishAnywhere?: boolean;
  /** Why the form cannot be ended now. */
  obstacle?: string;
  /** A line above the buttons, which screen readers announce. */
  note?: string;
  doneLabel: string;
}

/** The pages of a generated form as steps, outside of the scaffolder. The form shows at each field what the cluster rejected. */
export function ManifestForm(props: ManifestFormProps) {
  const { pages, values, position, causes, hints = [], onMove } = props;
  const t = useWords();
  const root = useRef<HTMLDivElement>(null);
  const page = Math.min(position.page, pages.length - 1);
  const isLast = page === pages.length - 1;
  const isEnd = isLast || props.canFinishAnywhere === true;
  // A user who may only read cannot finish the form, and the page says why.
  const hasEnd = isEnd && !props.isReadOnly;
  const [target, setTarget] = useState<FieldPath>();
  const errors = useMemo(
    () => toErrorSchema([...causes, ...hints], page),
    [causes, hints, page],
  );
  const [seen, setSeen] = useState<readonly PlacedCause[]>([]);
  if (seen !== causes) {
    setSeen(causes);
    // If causes were only removed, the focus does not move. A move of the focus that waits until the page of its field opens is not cancelled.
    if (!causes.every(each => seen.includes(each))) {
      setTarget(causes.find(({ place }) => place)?.place?.path);
    }
  }
  useEffect(() => {
    if (target && root.current) {
      focusField(root.current, target);
    }
  }, [target, page]);
  const open = ({ page: index, path }: FieldPlace) => {
    onMove({ ...position, page: index });
    setTarget([...path]);
  };
  const move = (index: number) => {
    setTarget(undefined);
    onMove({ page: index, reached: Math.max(position.reached, index) });
  };
  const { title, description } = pages[page];
  return (
    <div className={styles.form} ref={root}>
      <PageList pages={pages} position={{ ...position, page }} onOpen={move} />
      <CauseList causes={causes} onOpen={open} />
      <section aria-label={String(title ?? '')} className={styles.page}>
        {pages.length > 1 ? (
          // The list of the steps shows the title.
          <VisuallyHidden>
            <h3>{String(title ?? '')}</h3>
          </VisuallyHidden>
        ) : (
          <Text as="h3" variant="title-x-small">
            {String(title ?? '')}
          </Text>
        )}
        {typeof description === 'string' && (
          <Text as="p" variant="body-small" color="secondary">
            {description}
          </Text>
        )}
        <FormPage
          key={page}
          page={pages[page]}
          values={values}
          errors={errors}
          // The user cannot type while the page waits for a response, because the response would not be about the new text.
          isReadOnly={props.isReadOnly || props.isBusy}
          isEnd={isEnd}
          onChange={props.onChange}
          onSubmit={next => {
            props.onChange(next);
            if (isEnd) {
              props.onDone(next);
            } else {
              move(page + 1);
            }
          }}
        >
          <Text
            as="p"
            role="status"
            variant="body-small"
            color="secondary"
            className={styles.status}
          >
            {props.note}
          </Text>
          <div className={styles.buttons}>
            {page > 0 && (
              <Button variant="secondary" onPress={() => move(page - 1)}>
                {t('form.back')}
              </Button>
            )}
            {isEnd && !isLast && (
              <Button variant="secondary" onPress={() => move(page + 1)}>
                {t('form.next')}
              </Button>
            )}
            {hasEnd && props.obstacle !== undefined && (
              <DisabledReason label={props.doneLabel} reason={props.obstacle} />
            )}
            {!props.isReadOnly && !(isEnd && props.obstacle !== undefined) && (
              <Button type="submit" variant="primary" loading={props.isBusy}>
                {isEnd ? props.doneLabel : t('form.next')}
              </Button>
            )}
          </div>
        </FormPage>
      </section>
    </div>
  );
}
