/**
 * A worker that keeps one page for when there is no network: the page as it was last seen, its stylesheet, script and faces as they
 * were, since their names change with their content. Where the page is gone (404), what was kept goes too.
 * @param name of the cache, its own for each page @param page its path
 */
export function offlineWorker(name: string, page: string): string {
  return `const NAME=${JSON.stringify(name)};const PAGE=${JSON.stringify(page)};
self.addEventListener('install',(event)=>{self.skipWaiting();event.waitUntil(keepPage())});
self.addEventListener('activate',(event)=>event.waitUntil(self.clients.claim()));
async function keepPage(){const cache=await caches.open(NAME);const page=await fetch(PAGE,{cache:'no-store'});if(!page.ok||page.redirected)return;
const text=await page.clone().text();await cache.put(PAGE,page);
const files=[...text.matchAll(/(?:href|src)="(\\/assets\\/[^"]+)"/g)].map((found)=>found[1]);await Promise.all(files.map((file)=>cache.add(file).catch(()=>{})))}
self.addEventListener('fetch',(event)=>{const url=new URL(event.request.url);
if(event.request.method!=='GET'||url.origin!==self.location.origin)return;
if(url.pathname===PAGE)event.respondWith(newest(event.request,url.search));
else if(url.pathname.startsWith('/assets/'))event.respondWith(kept(event.request))});
async function newest(request,search){const cache=await caches.open(NAME);const key=PAGE+search;
try{const page=await fetch(request);if(page.ok&&!page.redirected)await cache.put(key,page.clone());else if(page.status===404){await caches.delete(NAME)}return page}
catch{return (await cache.match(key))??(await cache.match(PAGE))??Response.error()}}
async function kept(request){const cache=await caches.open(NAME);const known=await cache.match(request);if(known)return known;
const file=await fetch(request);if(file.ok)await cache.put(request,file.clone());return file}`;
}
