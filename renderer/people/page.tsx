/** People and devices: the list, one of them (`people/joe`), or a new one (`people?new`). */
import type { ReactNode } from 'react';
import { useRoute } from '../shell/route.ts';
import { NewPerson } from './new-person.tsx';
import { PeopleList } from './people-list.tsx';
import { Person } from './person.tsx';
import './page.css';

export function PeoplePage(): ReactNode {
  const { rest, query } = useRoute();
  const [name] = rest;
  if (name !== undefined && name !== '') return <Person key={name} name={name} />;
  return query.has('new') ? <NewPerson /> : <PeopleList />;
}
