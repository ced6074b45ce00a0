import { SearchField, Select } from '@backstage/ui';
import { memo, useMemo, type ReactNode } from 'react';
import { useWhoAmI } from '../../live';
import { useWords } from '../../words';
import type { FilterOption, FilterOptions, RequestFilters } from '../filters';
import styles from './FilterBar.module.css';

/** The user's own name comes first. */
function useRequesters(
  options: readonly FilterOption[],
): readonly FilterOption[] {
  const t = useWords();
  const me = useWhoAmI().value?.backstageUser;
  return useMemo(() => {
    const own = options.filter(({ id }) => id === me);
    const others = options.filter(({ id }) => id !== me);
    return [
      ...own.map(({ id, label }) => ({
        id,
        label: t('requests.filter.you', { name: label }),
      })),
      ...others,
    ];
  }, [options, me, t]);
}

/** Above this number of options the menu has a search field. */
const SEARCHABLE_FROM = 10;

/** A menu with the values of a filter. A letter in the search must not draw it again: menus of @backstage/ui take long. */
const Filter = memo(function Menu(props: {
  label: string;
  options: readonly FilterOption[];
  filter: 'promises' | 'namespaces' | 'requesters';
  value: readonly string[];
  onChange(change: Partial<RequestFilters>): void;
}) {
  const t = useWords();
  const { label, options, filter, value, onChange } = props;
  return (
    <Select
      className={styles.filter}
      size="small"
      aria-label={label}
      placeholder={label}
      selectionMode="multiple"
      options={options.map(option => ({
        value: option.id,
        label: option.label,
      }))}
      searchable={options.length >= SEARCHABLE_FROM}
      searchPlaceholder={t('requests.filter.find')}
      value={[...value]}
      onChange={chosen => onChange({ [filter]: chosen.map(String) })}
    />
  );
});

/** The text search and the filters with many values. */
export function FilterBar(props: {
  filters: RequestFilters;
  options: FilterOptions;
  /** Leaves out the filter of Promises. */
  isOnePromise: boolean;
  onChange(change: Partial<RequestFilters>): void;
  /** Buttons at the end of the bar. */
  children?: ReactNode;
}) {
  const t = useWords();
  const { filters, options, isOnePromise, onChange } = props;
  const requesters = useRequesters(options.requesters);
  return (
    <div className={styles.bar}>
      <SearchField
        className={styles.search}
        size="small"
        aria-label={t('requests.search')}
        placeholder={t('requests.search.hint')}
        value={filters.text}
        onChange={text => onChange({ text })}
      />
      {!isOnePromise && (
        <Filter
          label={t('requests.filter.promise')}
          options={options.promises}
          filter="promises"
          value={filters.promises}
          onChange={onChange}
        />
      )}
      <Filter
        label={t('requests.filter.namespace')}
        options={options.namespaces}
        filter="namespaces"
        value={filters.namespaces}
        onChange={onChange}
      />
      {requesters.length > 0 && (
        <Filter
          label={t('requests.filter.requester')}
          options={requesters}
          filter="requesters"
          value={filters.requesters}
          onChange={onChange}
        />
      )}
      {props.children && <div className={styles.actions}>{props.children}</div>}
    </div>
  );
}
