import * as frontendApi from '@backstage/frontend-plugin-api';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, type ComponentType, type ReactNode } from 'react';
import { useIsNarrow } from '../parts';
import { usePageArrival } from './usePageArrival';

/** Backstage before 1.57 has no breadcrumbs, and its header names the sub-page only. */
const { BreadcrumbEntry } = frontendApi as {
  BreadcrumbEntry?: ComponentType<{
    entry?: { label: string; href: string };
    children: ReactNode;
  }>;
};

/** Names a page in the title of the document, in the breadcrumbs of the header, and for screen readers after a navigation. */
export function PageName(props: {
  /** The title, such as `orders · Database`. Backstage appends nothing, so the name of the app is added here. */
  title: string;
  /**
   * The last breadcrumb. A list has no breadcrumb, because its sub-page already has one. In a narrow window the header shows no breadcrumbs, because it does
   * not wrap them and the page would scroll sideways; the heading of the page has the name.
   */
  entry?: { label: string; href: string };
  /** The name of the tab, for screen readers. The address of the entry is then the address of the object. */
  tab?: string;
  children: ReactNode;
}) {
  const { title, entry, tab, children } = props;
  const app = useApi(configApiRef).getOptionalString('app.title');
  const documentTitle = app === undefined ? title : `${title} | ${app}`;
  useEffect(() => {
    const before = document.title;
    document.title = documentTitle;
    return () => {
      document.title = before;
    };
  }, [documentTitle]);
  usePageArrival({ title, tab, href: entry?.href });
  const isNarrow = useIsNarrow();
  return BreadcrumbEntry ? (
    <BreadcrumbEntry entry={isNarrow ? undefined : entry}>
      {children}
    </BreadcrumbEntry>
  ) : (
    children
  );
}
