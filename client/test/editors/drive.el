;; Does in Emacs what its user does: opens a file, starts Eglot, waits for diagnostics, chooses a code action, saves. Results go to $RESULTS.  -*- lexical-binding: t -*-
(require 'json)
(require 'flymake)

(defvar results nil)

(defun await (what holds)
  (let ((end (+ (float-time) 60)))
    (while (not (funcall holds))
      (when (> (float-time) end) (error "not seen: %s" what))
      (accept-process-output nil 0.1))))

(defun described (diagnostic)
  `((line . ,(line-number-at-pos (flymake-diagnostic-beg diagnostic)))
    (type . ,(format "%s" (flymake-diagnostic-type diagnostic)))
    (message . ,(flymake-diagnostic-text diagnostic))))

;; Chooses as a user does in the minibuffer.
(setq completing-read-function
      (lambda (_prompt collection &rest _)
        (let ((titles (all-completions "" collection)))
          (push (cons 'offered (vconcat titles)) results)
          (or (seq-find (lambda (title) (string-search "303" title)) titles)
              (error "no fix to 303: %s" titles)))))

(defun drive ()
  (find-file "app.js")
  (call-interactively #'eglot)
  (flymake-mode 1)
  (await "diagnostics of app.js" (lambda () (flymake-diagnostics)))
  (push (cons 'diagnostics (vconcat (mapcar #'described (flymake-diagnostics)))) results)
  (goto-char (flymake-diagnostic-beg (car (flymake-diagnostics))))
  (let ((last-nonmenu-event t)) (call-interactively #'eglot-code-actions))
  (await "the edit" #'buffer-modified-p)
  (save-buffer)
  (await "the finding gone" (lambda () (null (flymake-diagnostics))))
  (push (cons 'attached (vconcat (seq-filter #'attaches (json-parse-string (getenv "FILES") :array-type 'list)))) results)
  (call-interactively #'eglot-shutdown))

(defun attaches (file)
  (with-current-buffer (find-file-noselect file)
    (seq-some (lambda (entry) (and (member "redirect-lint" (ensure-list (cdr entry)))
                                   (apply #'derived-mode-p (seq-filter #'symbolp (ensure-list (car entry))))))
              eglot-server-programs)))

(setq eglot-confirm-server-initiated-edits nil eglot-confirm-server-edits nil)
(condition-case problem
    (drive)
  (error (push (cons 'error (error-message-string problem)) results)))
(with-temp-file (getenv "RESULTS") (insert (json-encode results)))
(kill-emacs 0)
