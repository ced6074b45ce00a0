import { PageVisits } from './PageVisits';

const orders = (namespace: string, tab = 'Overview') => ({
  title: 'orders · Database',
  tab,
  href: `/${namespace}/orders`,
});
const at = (path: string, isLoad = false) => ({ path, isLoad });

describe('PageVisits', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('says nothing of the page at which the app is loaded, but names the first page that a link leads to', () => {
    const services = { title: 'Services' };
    expect(
      new PageVisits().show(services, at('/services', true)),
    ).toBeUndefined();
    expect(new PageVisits().show(services, at('/services'))).toBe('Services');
  });

  it('names the tab if only the tab is another, and the title of an object with the same name', () => {
    const visits = new PageVisits();
    visits.show(orders('a'), at('/a/orders'));
    expect(visits.show(orders('a', 'Pipelines'), at('/a/orders/pods'))).toBe(
      'Pipelines',
    );
    expect(visits.show(orders('b'), at('/b/orders'))).toBe('orders · Database');
  });

  it('names a page again after the user was elsewhere, but not if the page is only removed and added at once', () => {
    const visits = new PageVisits();
    visits.show(orders('a'), at('/a/orders'));
    visits.leave();
    expect(visits.show(orders('a'), at('/a/orders'))).toBeUndefined();
    visits.leave();
    jest.runAllTimers();
    expect(visits.show(orders('a'), at('/a/orders'))).toBe('orders · Database');
  });

  it('names a page with a name of two parts once, and then the page of its object', () => {
    const visits = new PageVisits();
    const form = { title: 'Request database', href: '/database/new' };
    expect(visits.show(form, at('/database/new'))).toBe('Request database');
    const object = { ...form, href: '/database' };
    expect(visits.show(object, at('/database/new'))).toBeUndefined();
    const promise = { title: 'database', tab: 'Overview', href: '/database' };
    expect(visits.show(promise, at('/database'))).toBe('database');
  });
});
