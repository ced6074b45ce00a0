import type {
  ResourceRef,
  SkeError,
  IsSecret,
} from '@kratix-portal/plugin-ske-common';
import { Text } from '@backstage/ui';
import { useMemo, type Dispatch, type SetStateAction } from 'react';
import type { OutsideProblem } from '../editor';
import {
  FormColumns,
  ManifestForm,
  placeCauses,
  useOpenCauses,
  YamlSide,
  type FormPosition,
  type FormValues,
  type PageSchema,
} from '../form';
import { DescriptionList, SectionCard } from '../parts';
import { useWords } from '../words';
import { textBeside, type EditContent } from './EditContent';
import styles from './EditObject.module.css';

/** The object in the form of its Promise, with its YAML beside the form. */
export function EditAsForm(props: {
  resourceRef: ResourceRef;
  /** The accessible name of the YAML. */
  label: string;
  pages: readonly PageSchema[];
  content: EditContent;
  /** The paths of the fields that the form cannot show. */
  hidden: readonly string[];
  isSecret: IsSecret;
  /** What the portal knows about fields before anything is sent. */
  problems: readonly OutsideProblem[];
  /** The error with which the cluster has rejected the edit. */
  error: SkeError | undefined;
  isReadOnly: boolean;
  isBusy: boolean;
  /** Why the edit cannot be reviewed now. */
  obstacle?: string;
  /** What the next step does. */
  note: string;
  position: FormPosition;
  onMove: Dispatch<SetStateAction<FormPosition>>;
  onChange(page: PageSchema, values: FormValues): void;
  onReview(): void;
}) {
  const { resourceRef, label, pages, content, hidden, error } = props;
  const { position, onMove } = props;
  const { spec } = content;
  const t = useWords();
  const values = useMemo(() => (spec === undefined ? {} : { spec }), [spec]);
  const causes = useOpenCauses({ pages, error, values, onMove });
  const hints = useMemo(
    () => placeCauses(pages, props.problems, values),
    [pages, props.problems, values],
  );
  const shown = useMemo(
    () => textBeside(content, t('form.invalidYaml')),
    [content, t],
  );
  const page = pages[Math.min(position.page, pages.length - 1)];
  const { name, namespace } = resourceRef;
  return (
    <FormColumns>
      <SectionCard title={t('edit.title')}>
        <div className={styles.content}>
          <DescriptionList
            items={[
              { term: t('edit.form.name'), details: name },
              ...(namespace === undefined
                ? []
                : [{ term: t('edit.form.namespace'), details: namespace }]),
            ]}
          />
          <Text as="p" variant="body-small" color="secondary">
            {t('edit.fixed.name')} {t('edit.form.labels')}
          </Text>
          <ManifestForm
            key={content.revision}
            pages={pages}
            values={values}
            position={position}
            causes={causes}
            hints={hints}
            onChange={next => props.onChange(page, next)}
            onMove={onMove}
            onDone={props.onReview}
            isBusy={props.isBusy}
            isReadOnly={props.isReadOnly}
            canFinishAnywhere
            obstacle={props.obstacle}
            note={props.note}
            doneLabel={t('edit.review')}
          />
        </div>
      </SectionCard>
      <YamlSide
        title={label}
        text={shown}
        hidden={hidden}
        isSecret={props.isSecret}
      />
    </FormColumns>
  );
}
