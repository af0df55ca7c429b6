"use strict";
(() => {
  document.documentElement.classList.add("js");

  /** Follows what the server sends, and calls back with each message. It can be paused. */
  function follow(address, onMessage, onState) {
    let source = null;
    let lastId = null;
    function open() {
      const url = new URL(address, location.href);
      if (lastId !== null) {
        url.searchParams.set("after", lastId);
      }

      source = new EventSource(url);
      source.onopen = () => onState("Live");
      source.onerror = () => onState("No connection; trying again");
      source.onmessage = message => {
        lastId = message.lastEventId || lastId;
        onMessage(message.data);
      };
    }

    open();
    return {
      toggle() {
        if (source) {
          source.close();
          source = null;
          onState("Paused");
        } else {
          open();
        }

        return source !== null;
      },
    };
  }

  /** A table that gets rows as they come, or all of them anew. */
  function live(bar) {
    const maxRows = 200;
    const rows = document.getElementById(bar.dataset.into);
    const isReplaced = bar.dataset.into === "runner";
    const state = bar.querySelector(".state");
    const pause = bar.querySelector(".pause");
    bar.hidden = false;
    const source = follow(bar.dataset.live, html => {
      if (isReplaced) {
        const focused = rows.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
        rows.innerHTML = html;
        [...rows.querySelectorAll("a")].find(link => link.getAttribute("href") === focused)?.focus();
      } else {
        rows.insertAdjacentHTML("afterbegin", html);
        while (rows.rows.length > maxRows) {
          rows.deleteRow(-1);
        }
      }
    }, text => { state.textContent = text; });
    pause.addEventListener("click", () => { pause.textContent = source.toggle() ? "Pause" : "Go on"; });
  }

  /** The slider: shows the version that is wanted last, one request at a time. */
  function slide(form) {
    const range = form.querySelector("input[type=range]");
    const number = form.querySelector("input[type=number]");
    const last = form.querySelector("output");
    const state = form.querySelector(".state");
    const said = document.getElementById("said");
    const step = document.getElementById("step");
    let shown = Number(range.value);
    let wanted = shown;
    let isBusy = false;
    let address = 0;

    // Not at each step: browsers refuse too many.
    function setAddress() {
      const here = new URL(location.href);
      here.searchParams.set("version", String(shown));
      history.replaceState(null, "", here);
    }

    async function show(version) {
      wanted = Math.min(Math.max(Math.trunc(version) || 1, 1), Number(range.max));
      range.value = number.value = String(wanted);
      if (isBusy) {
        return;
      }

      isBusy = true;
      try {
        while (shown !== wanted) {
          const next = wanted;
          const url = new URL(form.dataset.step, location.href);
          url.searchParams.set("version", String(next));
          const response = await fetch(url, { headers: { accept: "text/html" }, redirect: "error" });
          if (!response.ok) {
            throw new Error(`The server answers ${response.status}`);
          }

          const html = await response.text();
          const hadFocus = step.contains(document.activeElement);
          step.innerHTML = html;
          shown = next;
          if (hadFocus) {
            step.querySelector(".timeline [aria-current] a")?.focus();
          }

          clearTimeout(address);
          address = setTimeout(setAddress, 300);
          const text = `Version ${next} of ${range.max}: ${document.getElementById("event-heading")?.textContent ?? ""}`;
          range.setAttribute("aria-valuetext", text);
          said.textContent = text;
          step.dataset.version = String(next);
        }
      } catch (error) {
        state.textContent = `${error.message}; move the slider to try again`;
        wanted = shown;
        range.value = number.value = String(shown);
      } finally {
        isBusy = false;
      }
    }

    range.addEventListener("input", () => show(Number(range.value)));
    number.addEventListener("change", () => show(Number(number.value)));
    form.addEventListener("submit", event => {
      event.preventDefault();
      show(Number(number.value));
    });
    for (const button of form.querySelectorAll("[data-by]")) {
      button.addEventListener("click", () => show(wanted + Number(button.dataset.by)));
    }

    step.addEventListener("click", event => {
      const link = event.target.closest("a[data-version]");
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
        event.preventDefault();
        show(Number(link.dataset.version));
      }
    });

    follow(form.dataset.live, text => {
      const newest = Number(text);
      const follows = wanted === Number(range.max);
      range.max = number.max = String(newest);
      last.value = String(newest);
      if (follows) {
        show(newest);
      } else {
        state.textContent = `Version ${newest} is new`;
      }
    }, text => { state.textContent = text; });
  }

  document.querySelectorAll("p.live[data-live]").forEach(live);
  document.querySelectorAll("form.slider").forEach(slide);
})();
