import { Button, VisuallyHidden } from '@backstage/ui';
import { useState } from 'react';
import { FormPage, type FormValues, type PageSchema } from '../form';
import { ToneNotice } from '../parts';
import { useWords } from '../words';
import steps from '../form/PageList.module.css';
import styles from './PreviewPage.module.css';

/** The pages of a generated form. Each page can be opened at once, because the author wants to see all of them. */
export function PreviewForm(props: {
  pages: readonly PageSchema[];
  /** The index of the page that is shown. */
  page: number;
  onPage(page: number): void;
  values: FormValues;
  onChange(values: FormValues): void;
}) {
  const { pages, page: wanted, onPage, values, onChange } = props;
  const t = useWords();
  const [isChecked, setChecked] = useState(false);
  const index = Math.min(wanted, pages.length - 1);
  const change = (data: FormValues) => {
    setChecked(false);
    onChange({ ...values, ...data });
  };
  return (
    <div className={styles.form}>
      <nav aria-label={t('preview.form.pages')}>
        <ol className={steps.pages}>
          {pages.map((page, at) => (
            <li key={`${at}-${page.title}`}>
              <Button
                size="small"
                variant={at === index ? 'secondary' : 'tertiary'}
                aria-current={at === index ? 'step' : undefined}
                onPress={() => {
                  setChecked(false);
                  onPage(at);
                }}
              >
                {titleOf(pages, at)}
              </Button>
            </li>
          ))}
        </ol>
      </nav>
      {/* The list of the pages shows the title. */}
      <VisuallyHidden>
        <h3>{titleOf(pages, index)}</h3>
      </VisuallyHidden>
      <FormPage
        key={index}
        page={pages[index]}
        values={values}
        errors={undefined}
        onChange={change}
        onSubmit={data => {
          change(data);
          setChecked(true);
        }}
      >
        <Button type="submit" size="small" variant="secondary">
          {t('preview.form.check')}
        </Button>
      </FormPage>
      <div role="status">
        {isChecked && (
          <ToneNotice tone="positive">{t('preview.form.valid')}</ToneNotice>
        )}
      </div>
    </div>
  );
}

function titleOf(pages: readonly PageSchema[], index: number): string {
  const { title } = pages[index];
  return typeof title === 'string' ? title : String(index + 1);
}
