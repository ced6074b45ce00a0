import { ButtonIcon, Text } from '@backstage/ui';
import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import { useLocale } from '../../parts';
import { useWords } from '../../words';
import styles from './Pager.module.css';

/** Goes from page to page. The texts of `TablePagination` of @backstage/ui are only in English. */
export function Pager(props: {
  /** The index of the page, from 0. */
  page: number;
  pageSize: number;
  total: number;
  onChange(page: number): void;
}) {
  const t = useWords();
  const locale = useLocale();
  const { page, pageSize, total, onChange } = props;
  const lastPage = Math.ceil(total / pageSize) - 1;
  if (lastPage < 1) {
    return null;
  }
  const number = (value: number) => value.toLocaleString(locale);
  return (
    <nav className={styles.pager} aria-label={t('requests.pages')}>
      <Text variant="body-medium">
        {t('requests.page', {
          from: number(page * pageSize + 1),
          to: number(Math.min((page + 1) * pageSize, total)),
          total: number(total),
        })}
      </Text>
      <ButtonIcon
        variant="secondary"
        size="small"
        aria-label={t('requests.page.previous')}
        icon={<RiArrowLeftSLine />}
        isDisabled={page === 0}
        onPress={() => onChange(page - 1)}
      />
      <ButtonIcon
        variant="secondary"
        size="small"
        aria-label={t('requests.page.next')}
        icon={<RiArrowRightSLine />}
        isDisabled={page >= lastPage}
        onPress={() => onChange(page + 1)}
      />
    </nav>
  );
}
