import './platform/strict-page';
// Before every screen: in the sheet the kit's own styles come first, so that ours hold against them.
import { Look } from './platform/look';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { beginInstalled } from './installed';
import { keepsOffline, pageBuild } from './vault/door';

const place = document.getElementById('app');
if (place !== null) {
  createRoot(place).render(
    <StrictMode>
      <Look>
        <App />
      </Look>
    </StrictMode>,
  );
}
beginInstalled({ build: pageBuild, whenKept: keepsOffline });
