/** Entry of the window: joins bridge, words and pages. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { bridge } from './link/bridge.ts';
import { RelayProvider } from './link/relay-context.tsx';
import { Boundary } from './shell/boundary.tsx';
import { takeHeldEnterOnce } from './ui/held-enter.ts';
import './ui/styles/index.css';

const root = document.querySelector('#root');
if (!root) throw new Error('The page has no root');
const link = bridge();
takeHeldEnterOnce();
createRoot(root).render(
  <StrictMode>
    <Boundary>
      <RelayProvider bridge={link}>
        <App />
      </RelayProvider>
    </Boundary>
  </StrictMode>,
);
