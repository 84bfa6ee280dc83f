// The look of the customer's page: paper and ink, the system's own letters so that nothing is fetched, light and dark, made for a phone.

export const portalStyle = `
:root{color-scheme:light dark;--bg:#F8F8F6;--surface:#FFF;--line:#E7E6E1;--line2:#D5D4CD;--field:#8E8D86;--text:#1A1B1E;--text2:#51535A;--text3:#66686F;--accent:#3146AE;--solid:#3146AE;--bad:#A62C1B;--ok:#17694A;--okbg:#E5F3EB;--badbg:#FBEBE7;--plum:#6F3C8B}
@media(prefers-color-scheme:dark){:root{--bg:#131417;--surface:#1A1B1F;--line:#2A2C32;--line2:#3B3E46;--field:#6F727B;--text:#EAEAE7;--text2:#B4B6BC;--text3:#9698A0;--accent:#A5B3F7;--solid:#4F63D2;--bad:#F09682;--ok:#72CDA4;--okbg:#16291F;--badbg:#331B16;--plum:#CDA3E3}}
*{box-sizing:border-box;margin:0}
html{-webkit-text-size-adjust:100%}
body{background:var(--bg);color:var(--text);font:400 15px/22px Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;padding-bottom:96px}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
header.top{background:var(--surface);border-bottom:1px solid var(--line)}
header.top>div{max-width:560px;margin:0 auto;padding:14px 16px;display:flex;align-items:center;gap:12px}
.mark{flex:none;width:36px;height:36px;border-radius:8px;background:var(--solid);color:#fff;display:grid;place-items:center;font-weight:600}
.logo{flex:none;height:36px;max-width:120px;object-fit:contain;object-position:left center;background:#fff;border-radius:6px;padding:2px}
.who{min-width:0;flex:1;overflow-wrap:anywhere}
.who b{display:block;font-weight:600}
.who span{color:var(--text2);font-size:14px}
main{max-width:560px;margin:0 auto;padding:20px 16px;display:flex;flex-direction:column;gap:16px}
h1{font-size:20px;line-height:28px;font-weight:600;letter-spacing:-.014em}
.figure{font-size:34px;line-height:42px;font-weight:600;letter-spacing:-.022em;font-variant-numeric:tabular-nums}
.figure small{font-size:21px;font-weight:450;color:var(--text3)}
.quiet{color:var(--text2)}
.panel{background:var(--surface);border:1px solid var(--line);border-radius:8px}
.row{display:flex;align-items:center;gap:12px;padding:12px 16px;border-top:1px solid var(--line)}
.row:first-child{border-top:0}
.row .name{min-width:0;flex:1;overflow-wrap:anywhere}
.row .name b{display:block;font-weight:550}
.row .name span,.small{font-size:13px;line-height:18px;color:var(--text3)}
.row .name .late{color:var(--bad)}
.row .name .plum{color:var(--plum)}
.num{font-variant-numeric:tabular-nums;font-weight:550;white-space:nowrap;text-align:right}
.num a{display:block;font-size:13px;font-weight:400}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr) auto;gap:8px 12px;padding:14px 16px;align-items:center}
dt{color:var(--text3);font-size:13px}
dd{font-variant-numeric:tabular-nums;font-weight:550;overflow-wrap:anywhere}
dl button{grid-column:3}
.qr{display:flex;align-items:center;gap:12px;padding:14px 16px;border-top:1px solid var(--line)}
.qr img{flex:none;max-width:60%;background:#fff;border-radius:6px;display:block;image-rendering:pixelated}
.qr figcaption{color:var(--text2);font-size:14px;line-height:20px}
.answers{display:grid;grid-template-columns:1fr 1fr;gap:8px}
.button,button{display:flex;align-items:center;justify-content:center;min-height:44px;padding:8px 12px;border-radius:6px;border:1px solid var(--line2);background:var(--surface);color:var(--text);font:550 15px/20px inherit;font-family:inherit;text-decoration:none;text-align:center;cursor:pointer}
button.copy{min-height:32px;font-size:13px;padding:4px 10px;color:var(--accent)}
.filled{background:var(--solid);border-color:var(--solid);color:#fff}
.bar{position:fixed;inset:auto 0 0;background:var(--surface);border-top:1px solid var(--line);padding:12px 16px}
.bar>a{max-width:528px;margin:0 auto}
form{display:flex;flex-direction:column;gap:14px}
label{display:block}
label>span{display:block;font-size:13px;font-weight:550;color:var(--text2);margin-bottom:4px}
input:not([type=checkbox]):not([type=radio]),select,textarea{width:100%;min-height:44px;padding:9px 12px;border:1px solid var(--field);border-radius:6px;background:var(--surface);color:var(--text);font:inherit}
input[type=checkbox]{flex:none;width:20px;height:20px;accent-color:var(--solid)}
fieldset{border:0;padding:0}
legend{font-size:13px;font-weight:550;color:var(--text2);padding:0 0 4px}
.note{padding:12px 16px;border-radius:8px}
.note.ok{background:var(--okbg);color:var(--ok)}
.note.bad{background:var(--badbg);color:var(--bad)}
footer{color:var(--text3);font-size:13px;line-height:19px;display:flex;flex-direction:column;gap:6px}
@media print{.answers,.bar,button{display:none}body{padding:0}}
`

/** Copies what a button names, and shows the buttons at all: without script there is nothing to press. */
export const portalScript = `
for(const b of document.querySelectorAll('button.copy')){b.hidden=false;b.addEventListener('click',()=>navigator.clipboard.writeText(b.dataset.text).then(()=>{const w=b.textContent;b.textContent=b.dataset.done;setTimeout(()=>{b.textContent=w},1600)}))}
`
