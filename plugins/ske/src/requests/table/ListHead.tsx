import { Button, Text } from '@backstage/ui';
import { ToneNotice, useLocale } from '../../parts';
import { useWords } from '../../words';
import type { ChangeableView, RequestList } from '../view';
import { ColumnsMenu } from './ColumnsMenu';
import { FilterBar } from './FilterBar';
import styles from './ListHead.module.css';
import { StateChips } from './StateChips';
import type { useColumns } from './useColumns';

/** The part above the rows: search, filters, counts, and the number of changes since the rows were sorted. */
export function ListHead(props: {
  list: RequestList;
  view: ChangeableView;
  columns: ReturnType<typeof useColumns>;
  isOnePromise: boolean;
}) {
  const { list, view, columns, isOnePromise } = props;
  const { filters } = view.view;
  return (
    <>
      <FilterBar
        filters={filters}
        options={list.options}
        isOnePromise={isOnePromise}
        onChange={view.setFilters}
      >
        <ColumnsMenu
          offered={columns.offered}
          hidden={columns.hidden}
          onChange={columns.setHidden}
        />
      </FilterBar>
      <StateChips
        counts={list.states}
        chosen={filters.states}
        onChange={states => view.setFilters({ states })}
      />
      <Counts list={list} view={view} />
    </>
  );
}

function Counts({ list, view }: { list: RequestList; view: ChangeableView }) {
  const t = useWords();
  const locale = useLocale();
  const formatted = list.total.toLocaleString(locale);
  return (
    <div className={styles.counts}>
      <Text as="p" variant="body-medium" color="secondary">
        {list.isFiltered
          ? t('requests.countOf', {
              count: list.total,
              shown: list.shown.toLocaleString(locale),
              formatted,
            })
          : t('requests.count', { count: list.total, formatted })}
      </Text>
      {/* If nothing matches, the button is in the text about that. */}
      {list.isFiltered && list.shown > 0 && (
        <Button variant="tertiary" size="small" onPress={view.clear}>
          {t('requests.filter.clear')}
        </Button>
      )}
    </div>
  );
}

/** See `keepOrder`: rows keep their position until the user sorts again. */
export function ChangesNote({ list }: { list: RequestList }) {
  const t = useWords();
  return (
    <div role="status" className={styles.changes}>
      {list.changes > 0 && (
        <ToneNotice
          tone="neutral"
          actions={
            <Button variant="secondary" size="small" onPress={list.sortAgain}>
              {t('requests.changes.sort')}
            </Button>
          }
        >
          {t('requests.changes', { count: list.changes })}
        </ToneNotice>
      )}
    </div>
  );
}
